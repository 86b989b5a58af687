using TestHarness.Qemu.CommandLine.Reported;

namespace TestHarness.Steps.Guests;

[Binding]
public static class ReportedGuestTransformations
{
    [StepArgumentTransformation]
    public static ReportedCommandLine ReadCommandLine(string text) => ReportedCommandLine.Parse(text);
}
