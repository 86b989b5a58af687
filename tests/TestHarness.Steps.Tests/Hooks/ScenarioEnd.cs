using System.Collections.Concurrent;
using TestHarness.Scenarios.Running;

namespace TestHarness.Steps.Tests.Hooks;

/// <summary>How a scenario has ended, and what it has written and attached.</summary>
internal sealed class ScenarioEnd : IRunObserver
{
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly ConcurrentQueue<string> _attachments = [];

    public IEnumerable<string> Lines => _lines;

    /// <summary>The names of the files.</summary>
    public IEnumerable<string> Attachments => _attachments;

    /// <summary>The messages of all failures; null when there is none.</summary>
    public string? Message { get; private set; }

    public void ScenarioFinished(ScenarioResult result)
    {
        if (!result.Errors.IsEmpty)
            Message = string.Join('\n', result.Errors.Select(error => error.Message));
    }

    public void OutputWritten(string line) => _lines.Enqueue(line);

    public void AttachmentAdded(Attachment attachment) => _attachments.Enqueue(attachment.Name);
}
