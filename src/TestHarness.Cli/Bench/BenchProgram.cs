using System.Collections.Immutable;
using TestHarness.Cli.Running;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Bench;

/// <summary>
/// The program of benchmarks/, which runs as a separate process, so that the command needs none of its packages.
/// </summary>
internal static class BenchProgram
{
    private static readonly string Project = Path.Combine(RunSettings.Root, "benchmarks");

    private static readonly string Program = Path.Combine(Project, "bin", "Release", "net10.0", "TestHarness.Benchmarks.dll");

    /// <summary>Builds the program and runs it.</summary>
    /// <returns>The exit code, and the entries that the program wrote.</returns>
    public static async Task<(int ExitCode, ImmutableArray<T> Entries)> RunAsync<T>(
        string verb, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        string[] build = ["build", Project, "-c", "Release", "--verbosity", "quiet", "--nologo"];
        if (await Dotnet.RunAsync(build, cancellationToken) is not ExitCode.Success and var code)
            return (code, []);

        var folder = Directory.CreateTempSubdirectory("harness-bench-");
        try
        {
            // The program's temporary files go with the folder, also when Ctrl-C ends the program.
            Environment.SetEnvironmentVariable("TMPDIR", folder.FullName);
            var file = Path.Combine(folder.FullName, "entries.json");
            var exitCode = await Dotnet.RunAsync([Program, verb, file, .. arguments], cancellationToken);
            return (exitCode, BenchFile.Read<T>(file));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
