using Reqnroll;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.CommandLine.Reported;

namespace TestHarness.Steps.Guests;

/// <summary>The reading of the words of a bug report.</summary>
[Binding]
public static class ReportedGuestTransformations
{
    /// <summary>Reads the QEMU command line of a report.</summary>
    [StepArgumentTransformation]
    public static ReportedCommandLine ReadCommandLine(string text) => ReportedCommandLine.Parse(text);

    /// <summary>Reads the id of a device in a report.</summary>
    [StepArgumentTransformation]
    public static DeviceId ReadDeviceId(string text) => DeviceId.Parse(text);
}
