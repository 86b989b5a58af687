namespace TestHarness.Cli;

internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A scenario failed, or something could not be done.</summary>
    public const int Failure = 1;

    /// <summary>An option, a feature or an environment is not right; nothing was run.</summary>
    public const int BadInput = 2;

    /// <summary>As a shell tells it of a program that Ctrl-C ended.</summary>
    public const int Cancelled = 130;
}
