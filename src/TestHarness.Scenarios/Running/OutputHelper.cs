using System.Globalization;

namespace TestHarness.Scenarios.Running;

internal sealed class OutputHelper(IRunObserver observer) : IReqnrollOutputHelper
{
    public void WriteLine(string message) => observer.OutputWritten(message);

    public void WriteLine(string format, params object[] args) => WriteLine(string.Format(CultureInfo.InvariantCulture, format, args));

    public void AddAttachment(string filePath) => observer.AttachmentAdded(Attachment.Of(filePath));
}
