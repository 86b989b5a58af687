using System.Diagnostics;
using TestHarness.Failures;
using TestHarness.Steps.World;

namespace TestHarness.Benchmarks.Measuring;

/// <summary>Programs that figures are measured with.</summary>
internal static class Programs
{
    /// <summary>The script that a user starts the harness with.</summary>
    public static string Harness => Path.Combine(RunSettings.Root, "harness");

    /// <summary>Finds a program in the search path, and in the folders of system programs.</summary>
    /// <exception cref="HarnessException">Class preflight: there is no such program.</exception>
    public static string Require(string name, string package)
    {
        var folders = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/usr/local/sbin".Split(':');
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new HarnessException(FailureClass.Preflight, $"there is no {name} (package {package})");
    }

    /// <summary>Runs a program to its end, and returns what it printed.</summary>
    /// <exception cref="HarnessException">Class provision: the program's exit code is not zero.</exception>
    public static async Task<string> RunAsync(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new HarnessException(
            FailureClass.Provision,
            $"'{program} {string.Join(' ', arguments)}' ended with {process.ExitCode}: {output}{await error}");
    }
}
