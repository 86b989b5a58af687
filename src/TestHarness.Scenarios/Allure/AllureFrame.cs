using System.Collections.Immutable;
using System.Text;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Allure;

/// <summary>What gathers while a scenario, a step or a hook runs.</summary>
internal sealed class AllureFrame(AllureFiles files)
{
    private readonly List<AllureStep> steps = [];
    private readonly List<AllureAttachment> attachments = [];
    private readonly StringBuilder output = new();

    public ImmutableArray<AllureStep> Steps => [.. steps];

    public void Add(AllureStep step) => steps.Add(step);

    public void Add(AllureAttachment attachment) => attachments.Add(attachment);

    public void Write(string line) => output.Append(line).Append('\n');

    public void AddArgument(StepPlan step)
    {
        if (step.Table is { } table)
            Add(files.WriteAttachment("table", ".csv", "text/csv", Csv(table)));
        if (step.DocString is { } text)
            Add(files.WriteAttachment("text", ".txt", "text/plain", text));
    }

    /// <summary>The attachments, with the output as one of them.</summary>
    public ImmutableArray<AllureAttachment> Close()
    {
        if (output.Length > 0)
            attachments.Add(files.WriteAttachment("output", ".txt", "text/plain", output.ToString()));
        output.Clear();
        return [.. attachments];
    }

    public static string Csv(TablePlan table) =>
        string.Concat(table.Rows.Select(r => $"{string.Join(',', r.Cells.Select(Quoted))}\n"));

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
