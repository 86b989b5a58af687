using TestHarness.Cli.Terminals;
using TestHarness.Reports.Events;
using TestHarness.Reports.Recording;
using TestHarness.Reports.Records;
using TestHarness.Scenarios.Features;

namespace TestHarness.Cli.Running;

/// <summary>The events of a run on the standard output. When nobody reads them any more, the run is cancelled.</summary>
internal sealed class RunEvents : IDisposable
{
    private readonly EventOutput _output;

    /// <summary>Writes the first events.</summary>
    /// <param name="total">The number of scenarios in all rounds; null when the rounds have no end.</param>
    /// <param name="nameOf">Returns the name by which the record knows a scenario.</param>
    public RunEvents(
        RunRecording recording, int? total, Func<ScenarioPlan, PlannedScenario> nameOf, Cancellation cancellation)
    {
        _output = new EventOutput(reason =>
        {
            Terminal.Error.WriteLine($"cancelled: the events can no longer be written ({reason})", Tone.Warning);
            cancellation.Cancel();
        });
        var writer = new EventWriter(_output.Write, Terminal.Texts);
        Stream = new EventStream(writer) { NameOf = nameOf };
        Stream.Start(total);
        writer.Write(recording.First);
        recording.Added = writer.Write;
    }

    /// <summary>The observer that writes the events of scenarios.</summary>
    public EventStream Stream { get; }

    /// <inheritdoc/>
    public void Dispose() => _output.Dispose();
}
