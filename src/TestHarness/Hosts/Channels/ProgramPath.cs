using TestHarness.Failures;

namespace TestHarness.Hosts.Channels;

/// <summary>Finds programs of this machine.</summary>
internal static class ProgramPath
{
    /// <summary>
    /// Finds a program in the directories of PATH, as a shell does; .NET would search its own and the current directory first.
    /// </summary>
    /// <exception cref="HarnessException">Class preflight: no directory of PATH has the program.</exception>
    public static string Find(string program)
    {
        if (program.Contains('/', StringComparison.Ordinal))
            return program;

        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin")
            .Split(':', StringSplitOptions.RemoveEmptyEntries);
        return directories.Select(directory => Path.Combine(directory, program)).FirstOrDefault(File.Exists)
            ?? throw new HarnessException(
                FailureClass.Preflight, $"this machine has no program '{program}' in its PATH; install it");
    }
}
