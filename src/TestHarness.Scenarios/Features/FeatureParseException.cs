using System.Collections.Immutable;

namespace TestHarness.Scenarios.Features;

/// <summary>A feature file is not valid Gherkin; the message names file, line and column of every error.</summary>
public sealed class FeatureParseException(string file, ImmutableArray<ParseError> errors)
    : FeatureLoadException(file, string.Join(Environment.NewLine, errors.Select(e => $"{file}:{e.Line}:{e.Column}: {e.Message}")))
{
    public ImmutableArray<ParseError> Errors { get; } = errors;
}

public sealed record ParseError(int Line, int Column, string Message);
