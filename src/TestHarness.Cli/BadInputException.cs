using System.Collections.Immutable;

namespace TestHarness.Cli;

/// <summary>
/// The error of input from the user that cannot be used. Each line has the mistake, its place, and the expected input.
/// </summary>
internal sealed class BadInputException(params IEnumerable<string> lines) : Exception
{
    /// <summary>The lines of the message.</summary>
    public ImmutableArray<string> Lines { get; } = [.. lines];

    public override string Message => string.Join(Environment.NewLine, Lines);
}
