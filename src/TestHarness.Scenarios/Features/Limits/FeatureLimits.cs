namespace TestHarness.Scenarios.Features.Limits;

/// <summary>
/// What one feature file may hold, so that a stranger's file costs neither memory nor time. The limits are far above what people
/// write; a file that exceeds one is refused with the place. Lengths are in UTF-16 code units.
/// </summary>
public sealed record FeatureLimits
{
    public static FeatureLimits Default { get; } = new();

    /// <summary>Size of the file in bytes; default 4 MiB.</summary>
    public int FileBytes { get; init; } = 4 << 20;

    /// <summary>Lines of the file; default 200,000.</summary>
    public int Lines { get; init; } = 200_000;

    /// <summary>Length of a line; default 100,000.</summary>
    public int LineLength { get; init; } = 100_000;

    /// <summary>Cells of all tables in the file; default 500,000.</summary>
    public int FileCells { get; init; } = 500_000;

    /// <summary>Tags in the file; default 100,000.</summary>
    public int FileTags { get; init; } = 100_000;

    /// <summary>Scenarios of the file, each example counted; default 20,000.</summary>
    public int Scenarios { get; init; } = 20_000;

    /// <summary>Steps of a scenario with its backgrounds; default 1,000.</summary>
    public int Steps { get; init; } = 1_000;

    /// <summary>Rows of a step's table, its header included; default 10,000.</summary>
    public int Rows { get; init; } = 10_000;

    /// <summary>Columns of a table or of examples; default 200.</summary>
    public int Columns { get; init; } = 200;

    /// <summary>Length of a cell, filled in from the example; default 10,000.</summary>
    public int CellLength { get; init; } = 10_000;

    /// <summary>Length of a feature's, a rule's or a scenario's title, filled in from the example; default 1,000.</summary>
    public int TitleLength { get; init; } = 1_000;

    /// <summary>Length of a step, filled in from the example; default 10,000.</summary>
    public int StepLength { get; init; } = 10_000;

    /// <summary>Tags of a feature, a rule, a scenario or its examples; default 100.</summary>
    public int Tags { get; init; } = 100;

    /// <summary>Length of a tag; default 200.</summary>
    public int TagLength { get; init; } = 200;

    /// <summary>Length of a doc string, filled in from the example; default 1 Mi.</summary>
    public int DocStringLength { get; init; } = 1 << 20;

    /// <summary>
    /// Length of all texts of all scenarios, examples filled in, and 32 for each step, cell and tag; default 32 Mi.
    /// </summary>
    public int Unfolded { get; init; } = 32 << 20;
}
