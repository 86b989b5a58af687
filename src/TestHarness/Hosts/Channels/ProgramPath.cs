using TestHarness.Failures;

namespace TestHarness.Hosts.Channels;

internal static class ProgramPath
{
    /// <summary>Finds a program as a shell does; .NET would look into its own and the current directory first.</summary>
    public static string Find(string program)
    {
        if (program.Contains('/', StringComparison.Ordinal))
            return program;

        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return directories.Select(directory => Path.Combine(directory, program)).FirstOrDefault(File.Exists)
            ?? throw new HarnessException(
                FailureClass.Preflight, $"this machine has no program '{program}' in its PATH; install it");
    }
}
