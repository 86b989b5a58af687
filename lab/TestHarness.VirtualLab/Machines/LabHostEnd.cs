using System.Net.Sockets;
using TestHarness.Failures;
using TestHarness.Qmp;

namespace TestHarness.VirtualLab.Machines;

/// <summary>Ends a host, in whatever state it is, and removes all of it but its logs.</summary>
internal static class LabHostEnd
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(LabHostFolder folder, CancellationToken cancellationToken)
    {
        if (QemuProcess.Find(folder.ProcessIdFile) is not null)
        {
            await QuitAsync(folder, cancellationToken);
            await QemuProcess.KillAsync(folder.ProcessIdFile, cancellationToken);
        }

        folder.RemoveAllButLogs();
    }

    /// <summary>A QEMU that does not quit is killed right after.</summary>
    private static async Task QuitAsync(LabHostFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            var options = QmpOptions.Default with { ConnectTimeout = Bound };
            await using var qmp = await QmpClient.ConnectAsync(folder.Name, new UnixDomainSocketEndPoint(folder.Monitor), options, cancellationToken);
            await qmp.QuitAsync(Bound, cancellationToken);
        }
        catch (HarnessException e) when (e.FailureClass == FailureClass.Qmp)
        {
        }
    }
}
