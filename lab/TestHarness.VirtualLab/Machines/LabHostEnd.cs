using System.Globalization;
using System.Net.Sockets;
using TestHarness.Failures;
using TestHarness.Qmp;

namespace TestHarness.VirtualLab.Machines;

/// <summary>Ends a host, in whatever state it is, and removes all of it but its logs.</summary>
internal static class LabHostEnd
{
    private static readonly TimeSpan QuitBound = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan KillBound = TimeSpan.FromSeconds(10);

    /// <exception cref="HarnessException">Its QEMU has not ended after SIGKILL (class provision).</exception>
    public static async Task RunAsync(LabHostFolder folder, CancellationToken cancellationToken)
    {
        if (LabProcess.Find(folder.ProcessIdFile) is { } process && !await QuitsAsync(folder, process, cancellationToken))
        {
            process.Kill();
            if (!await process.EndsAsync(KillBound, cancellationToken))
                throw new HarnessException(
                    FailureClass.Provision,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{folder.Name}: QEMU, process {process.Id}, has not ended {KillBound.TotalSeconds} s after SIGKILL: "
                        + $"'ps -o stat,wchan {process.Id}' tells what it does"));
        }

        folder.RemoveAllButLogs();
    }

    private static async Task<bool> QuitsAsync(LabHostFolder folder, LabProcess process, CancellationToken cancellationToken)
    {
        try
        {
            var options = QmpOptions.Default with { ConnectTimeout = QuitBound };
            await using var qmp = await QmpClient.ConnectAsync(folder.Name, new UnixDomainSocketEndPoint(folder.Monitor), options, cancellationToken);
            await qmp.QuitAsync(QuitBound, cancellationToken);
            return await process.EndsAsync(QuitBound, cancellationToken);
        }
        catch (HarnessException e) when (e.FailureClass == FailureClass.Qmp)
        {
            return false;
        }
    }
}
