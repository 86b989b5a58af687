namespace TestHarness.Cli;

/// <summary>The exit codes of the harness.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Success = 0;

    /// <summary>A scenario failed, or something could not be done.</summary>
    public const int Failure = 1;

    /// <summary>An option, a feature or an environment has a mistake; nothing was run.</summary>
    public const int BadInput = 2;

    /// <summary>
    /// Nothing can be told of the QEMU that was named: it does not start, or a scenario was skipped. <c>git bisect run</c> skips
    /// the commit.
    /// </summary>
    public const int CannotBeTold = 125;

    /// <summary>The run was cancelled; a shell reports this code for a program that Ctrl-C ended.</summary>
    public const int Cancelled = 130;
}
