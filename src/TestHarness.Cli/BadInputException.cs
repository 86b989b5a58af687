using System.Collections.Immutable;

namespace TestHarness.Cli;

/// <summary>What the user gave cannot be used; each line says what, where and what is expected.</summary>
internal sealed class BadInputException(params IEnumerable<string> lines) : Exception
{
    public ImmutableArray<string> Lines { get; } = [.. lines];

    public override string Message => string.Join(Environment.NewLine, Lines);
}
