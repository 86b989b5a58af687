using System.Collections.Immutable;

namespace TestHarness.Scenarios.Features;

/// <summary>
/// The error of a feature file that is not valid Gherkin; the message names file, line and column of every error.
/// </summary>
public sealed class FeatureParseException(string file, ImmutableArray<ParseError> errors)
    : FeatureLoadException(file, string.Join(Environment.NewLine, errors.Select(e => $"{file}:{e.Line}:{e.Column}: {e.Message}")))
{
    /// <summary>The errors, in the order of the file.</summary>
    public ImmutableArray<ParseError> Errors { get; } = errors;
}

/// <summary>An error at a place of the file; line and column count from 1.</summary>
public sealed record ParseError(int Line, int Column, string Message);
