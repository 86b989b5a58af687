namespace TestHarness.Environments.Reading;

/// <summary>One mistake in an environment file.</summary>
/// <param name="Line">The line of the mistake, counted from 1, as is <paramref name="Column"/>.</param>
internal sealed record ConfigError(string File, long Line, long Column, string Message)
{
    public override string ToString() => FormattableString.Invariant($"{File}:{Line}:{Column}: {Message}");
}
