using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios;

/// <summary>A table does not have what a step needs; the message starts with file and line.</summary>
public sealed class DataTableException : Exception
{
    internal DataTableException(SourceLocation? location, string message)
        : base(location is null ? message : $"{location}: {message}") => (Location, Detail) = (location, message);

    public SourceLocation? Location { get; }

    /// <summary>The message without the location.</summary>
    public string Detail { get; }
}
