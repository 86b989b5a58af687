namespace TestHarness.Cli.Running;

/// <summary>The form in which a run reports while it happens.</summary>
/// <param name="IsQuiet">Whether a person sees failures and the summary only.</param>
/// <param name="HasEvents">Whether a program reads events from the standard output.</param>
internal sealed record RunStyle(bool IsQuiet = false, bool HasEvents = false);
