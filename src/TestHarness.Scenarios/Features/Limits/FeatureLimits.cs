namespace TestHarness.Scenarios.Features.Limits;

/// <summary>
/// What one feature file may hold, so that a stranger's file costs neither memory nor time. The limits are far above what people
/// write; a file that exceeds one is refused with the place. Lengths are in UTF-16 code units.
/// </summary>
public sealed record FeatureLimits
{
    /// <summary>The limits of all feature files.</summary>
    public static FeatureLimits Default { get; } = new();

    /// <summary>The size of the file in bytes; 4 MiB by default.</summary>
    public int FileBytes { get; init; } = 4 << 20;

    /// <summary>The lines of the file; 200,000 by default.</summary>
    public int Lines { get; init; } = 200_000;

    /// <summary>The length of a line; 100,000 by default.</summary>
    public int LineLength { get; init; } = 100_000;

    /// <summary>The cells of all tables in the file; 500,000 by default.</summary>
    public int FileCells { get; init; } = 500_000;

    /// <summary>The tags in the file; 100,000 by default.</summary>
    public int FileTags { get; init; } = 100_000;

    /// <summary>The scenarios of the file, with each example counted; 20,000 by default.</summary>
    public int Scenarios { get; init; } = 20_000;

    /// <summary>The steps of a scenario with its backgrounds; 1,000 by default.</summary>
    public int Steps { get; init; } = 1_000;

    /// <summary>The rows of a step's table, its header included; 10,000 by default.</summary>
    public int Rows { get; init; } = 10_000;

    /// <summary>The columns of a table or of examples; 200 by default.</summary>
    public int Columns { get; init; } = 200;

    /// <summary>The length of a cell, filled in from the example; 10,000 by default.</summary>
    public int CellLength { get; init; } = 10_000;

    /// <summary>The length of a title of a feature, a rule or a scenario, filled in from the example; 1,000 by default.</summary>
    public int TitleLength { get; init; } = 1_000;

    /// <summary>The length of a step, filled in from the example; 10,000 by default.</summary>
    public int StepLength { get; init; } = 10_000;

    /// <summary>The tags of a feature, a rule, a scenario or its examples; 100 by default.</summary>
    public int Tags { get; init; } = 100;

    /// <summary>The length of a tag; 200 by default.</summary>
    public int TagLength { get; init; } = 200;

    /// <summary>The length of a doc string, filled in from the example; 1 Mi by default.</summary>
    public int DocStringLength { get; init; } = 1 << 20;

    /// <summary>
    /// The length of all texts of all scenarios, examples filled in, with 32 more for each step, cell and tag; 32 Mi by default.
    /// </summary>
    public int Unfolded { get; init; } = 32 << 20;
}
