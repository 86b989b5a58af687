using TestHarness.Failures;

namespace TestHarness.Health.KernelLog;

/// <summary>
/// The loss of a path to a disk that a scenario expects on a host. Errors of data and of file systems are not part of it.
/// </summary>
public sealed class ExpectedPathLoss(string host)
{
    internal const string Reason = "the scenario expects the loss of a path";

    private volatile bool _isSeen;

    /// <summary>Whether the host's kernel log has reported the loss.</summary>
    public bool IsSeen => _isSeen;

    /// <summary>Returns whether an error is the loss or comes with it. The device that has several paths must not fail.</summary>
    internal static bool Accepts(KernelLogFinding finding) =>
        finding.PathLoss != PathLossRole.None && finding.Device?.StartsWith("dm-", StringComparison.Ordinal) != true;

    /// <summary>Records that the host's kernel log has reported the loss.</summary>
    internal void See() => _isSeen = true;

    /// <summary>Throws when the loss was not seen.</summary>
    /// <exception cref="HarnessException">Class guest-health: no check of the host has seen the loss of a path.</exception>
    public void ThrowIfMissing()
    {
        if (!IsSeen)
            throw new HarnessException(
                FailureClass.GuestHealth,
                $"expected {host} to report the loss of a path, found none in its kernel log; "
                + $"'Then a path of {host} is lost within 60 s' waits for it");
    }
}
