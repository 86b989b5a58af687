namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The sockets that take the place of a report's character devices and monitors.</summary>
public static class ReportedSocket
{
    /// <summary>How their file names begin; none of the harness's own sockets begins so.</summary>
    public const string Prefix = "report-";
}
