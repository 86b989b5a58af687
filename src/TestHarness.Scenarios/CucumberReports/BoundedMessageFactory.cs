using System.Text;
using Io.Cucumber.Messages.Types;
using Reqnroll.Formatters.ExecutionTracking;
using Reqnroll.Formatters.PayloadProcessing.Cucumber;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>
/// The factory of messages with attached files, which both report files embed. Of a long file they have the end and the path of
/// the whole file, so that a browser can open the report of a night.
/// </summary>
internal sealed class BoundedMessageFactory(CucumberReport report) : CucumberMessageFactory
{
    public override Attachment ToAttachment(AttachmentTracker tracker)
    {
        var attachment = Running.Attachment.Of(tracker.FilePath);
        var whole = base.ToAttachment(tracker);
        return new Attachment(
            Convert.ToBase64String(Read(attachment.Path)),
            AttachmentContentEncoding.BASE64,
            attachment.Name,
            attachment.MediaType,
            whole.Source,
            whole.TestCaseStartedId,
            whole.TestStepId,
            whole.Url,
            whole.TestRunStartedId,
            whole.TestRunHookStartedId,
            whole.Timestamp);
    }

    private byte[] Read(string path)
    {
        using var file = File.OpenRead(path);
        var left = file.Length - report.LongestAttachment;
        var note = left <= 0 ? "" : FormattableString.Invariant($"[{left:N0} bytes before this are left out here: see {path}]\n");
        file.Position = Math.Max(left, 0);
        using var bytes = new MemoryStream();
        bytes.Write(Encoding.UTF8.GetBytes(note));
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
