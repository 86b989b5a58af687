using System.Diagnostics;
using TestHarness.Cli.Bench;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Benchmarks.Profile;

/// <summary>Measures the steps and hooks of a scenario, and the commands that its evidence has.</summary>
/// <param name="subject">What the table calls the scenario.</param>
internal sealed class ScenarioWatch(string subject) : IRunObserver
{
    private readonly List<ProfileRow> _rows = [];
    private readonly List<ProfileRow> _commands = [];
    private (long Wall, TimeSpan Processor) _scenario;
    private (long Wall, TimeSpan Processor) _part;

    /// <summary>The whole scenario, its steps and hooks in order, and its commands, those that took longest first.</summary>
    public IEnumerable<ProfileRow> Rows => [.. _rows.TakeLast(1), .. _rows.SkipLast(1), .. _commands];

    public void ScenarioStarted(ScenarioPlan scenario) => _scenario = Now();

    public void ScenarioFinished(ScenarioResult result) => Add("whole scenario", _scenario);

    public void HookStarted(HookMethod hook) => _part = Now();

    public void HookFinished(HookResult result) => Add($"{result.Hook.Type} {result.Hook.Name}", _part);

    public void StepStarted(StepPlan step) => _part = Now();

    public void StepFinished(StepResult result) => Add($"{result.Step}", _part);

    public void AttachmentAdded(Attachment attachment)
    {
        if (attachment.Name == LoggedCommands.FileName)
            _commands.AddRange(LoggedCommands.Sum(subject, File.ReadLines(attachment.Path)));
    }

    private static (long Wall, TimeSpan Processor) Now() => (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);

    private void Add(string phase, (long Wall, TimeSpan Processor) start) => _rows.Add(new ProfileRow(
        subject,
        phase,
        1,
        Stopwatch.GetElapsedTime(start.Wall).TotalSeconds,
        (Environment.CpuUsage.TotalTime - start.Processor).TotalSeconds));
}
