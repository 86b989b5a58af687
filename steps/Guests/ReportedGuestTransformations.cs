using Reqnroll;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.CommandLine.Reported;

namespace TestHarness.Steps.Guests;

[Binding]
public static class ReportedGuestTransformations
{
    [StepArgumentTransformation]
    public static ReportedCommandLine ReadCommandLine(string text) => ReportedCommandLine.Parse(text);

    [StepArgumentTransformation]
    public static DeviceId ReadDeviceId(string text) => DeviceId.Parse(text);
}
