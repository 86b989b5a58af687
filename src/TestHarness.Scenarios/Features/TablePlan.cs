using System.Collections.Immutable;

namespace TestHarness.Scenarios.Features;

/// <summary>A data table; the first row is the header.</summary>
public sealed record TablePlan(SourceLocation Location, ImmutableArray<TableRowPlan> Rows);

/// <summary>A row of a table.</summary>
public sealed record TableRowPlan(int Line, ImmutableArray<string> Cells);
