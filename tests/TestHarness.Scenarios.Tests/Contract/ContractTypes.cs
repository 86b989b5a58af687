using Reqnroll;

namespace TestHarness.Scenarios.Tests.Contract;

/// <summary>What the steps and hooks of one scenario did, in order.</summary>
public sealed class ContractLog
{
    private readonly List<string> _lines = [];

    public string Text => string.Join('\n', _lines);

    public void Add(string line) => _lines.Add(line);
}

public sealed record Moves(IReadOnlyList<string> All);

public sealed record Number(int Value);

[Binding]
public static class ContractTransformations
{
    [StepArgumentTransformation]
    public static Moves ReadMoves(DataTable table) => new([.. table.Rows.Select(row => $"{row["way"]} {row["times"]}")]);

    [StepArgumentTransformation]
    public static Number ReadNumber(string text) =>
        text == "3" ? new Number(3) : throw new InvalidOperationException($"'{text}' is no number");
}
