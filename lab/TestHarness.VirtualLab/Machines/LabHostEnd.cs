using System.Globalization;
using System.Net.Sockets;
using TestHarness.Failures;
using TestHarness.Qmp;

namespace TestHarness.VirtualLab.Machines;

/// <summary>The end of a lab host.</summary>
internal static class LabHostEnd
{
    private static readonly TimeSpan QuitBound = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan KillBound = TimeSpan.FromSeconds(10);

    /// <summary>Ends a host, in whatever state it is, and removes all its files except logs.</summary>
    /// <exception cref="HarnessException">Class provision: the host's QEMU has not ended after SIGKILL.</exception>
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
                        + $"'ps -o stat,wchan {process.Id}' shows what QEMU waits for"));
        }

        folder.RemoveAllButLogs();
    }

    private static async Task<bool> QuitsAsync(LabHostFolder folder, LabProcess process, CancellationToken cancellationToken)
    {
        try
        {
            var options = QmpOptions.Default with { ConnectTimeout = QuitBound };
            await using var qmp = await QmpClient.ConnectAsync(
                folder.Name, new UnixDomainSocketEndPoint(folder.Monitor), options, cancellationToken);
            await qmp.QuitAsync(QuitBound, cancellationToken);
            return await process.EndsAsync(QuitBound, cancellationToken);
        }
        catch (HarnessException exception) when (exception.FailureClass == FailureClass.Qmp)
        {
            return false;
        }
    }
}
