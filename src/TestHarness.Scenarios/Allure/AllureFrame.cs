using System.Collections.Immutable;
using System.Text;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Allure;

/// <summary>The parts of a result that gather while a scenario, a step or a hook runs.</summary>
internal sealed class AllureFrame(AllureFiles files)
{
    private readonly List<AllureStep> _steps = [];
    private readonly List<AllureAttachment> _attachments = [];
    private readonly StringBuilder _output = new();

    /// <summary>The steps so far.</summary>
    public ImmutableArray<AllureStep> Steps => [.. _steps];

    /// <summary>Adds a step or a hook.</summary>
    public void Add(AllureStep step) => _steps.Add(step);

    /// <summary>Adds an attachment.</summary>
    public void Add(AllureAttachment attachment) => _attachments.Add(attachment);

    /// <summary>Adds a line of output.</summary>
    public void Write(string line) => _output.Append(line).Append('\n');

    /// <summary>Adds a step's table or doc string as an attachment.</summary>
    public void AddArgument(StepPlan step)
    {
        if (step.Table is { } table)
            Add(files.WriteAttachment("table", ".csv", "text/csv", Csv(table)));
        if (step.DocString is { } text)
            Add(files.WriteAttachment("text", ".txt", "text/plain", text));
    }

    /// <summary>Returns the attachments, with the output as one of them.</summary>
    public ImmutableArray<AllureAttachment> Close()
    {
        if (_output.Length > 0)
            _attachments.Add(files.WriteAttachment("output", ".txt", "text/plain", _output.ToString()));
        _output.Clear();
        return [.. _attachments];
    }

    /// <summary>Writes a table as CSV.</summary>
    public static string Csv(TablePlan table) =>
        string.Concat(table.Rows.Select(r => $"{string.Join(',', r.Cells.Select(Quoted))}\n"));

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
