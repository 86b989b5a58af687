namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The sockets that take the place of a report's character devices and monitors.</summary>
public static class ReportedSocket
{
    /// <summary>The prefix of their file names, which no other socket of the harness has.</summary>
    public const string Prefix = "report-";
}
