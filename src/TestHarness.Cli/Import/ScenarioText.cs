using System.Collections.Immutable;

namespace TestHarness.Cli.Import;

/// <summary>The lines of a scenario while it is drafted; a step of the kind of the step before it begins with "And".</summary>
internal sealed class ScenarioText
{
    private readonly List<string> _lines = [];
    private string _keyword = "";

    /// <summary>The lines so far.</summary>
    public ImmutableArray<string> Lines => [.. _lines];

    /// <summary>Adds comments.</summary>
    public void Comments(IEnumerable<string> texts) => _lines.AddRange(texts.Select(text => $"# {DraftText.Line(text)}"));

    /// <summary>Adds steps that prepare; the lines of a table follow the last one.</summary>
    public void Given(IEnumerable<string> steps, params ImmutableArray<string> table) => Add("Given", steps, table);

    /// <summary>Adds steps that act; the lines of a table follow the last one.</summary>
    public void When(IEnumerable<string> steps, params ImmutableArray<string> table) => Add("When", steps, table);

    /// <summary>Adds steps that check.</summary>
    public void Then(IEnumerable<string> steps) => Add("Then", steps, []);

    private void Add(string keyword, IEnumerable<string> steps, ImmutableArray<string> table)
    {
        foreach (var step in steps)
        {
            _lines.Add($"{(keyword == _keyword ? "And" : keyword)} {step}");
            _keyword = keyword;
        }

        _lines.AddRange(table);
    }
}
