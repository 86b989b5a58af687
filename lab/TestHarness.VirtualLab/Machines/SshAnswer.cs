using System.Diagnostics;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.VirtualLab.Machines;

/// <summary>
/// Whether a host runs a command over SSH. QEMU accepts connections long before there is an sshd to pass them on to, and nothing
/// signals when there is, so it is tried. Each try logs in: an sshd refuses a client for a while that only looked whether it
/// greets, 15 times at once from the queue of a busy machine (sshd_config(5), PerSourcePenalties).
/// </summary>
internal static class SshAnswer
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <returns>Null where it does; else why not, at the last try within the bound.</returns>
    public static async Task<string?> WhyNotAsync(IHost host, LabHostFolder folder, TimeSpan bound, CancellationToken cancellationToken)
    {
        for (var start = Stopwatch.GetTimestamp(); ; await Task.Delay(Interval, cancellationToken))
        {
            var why = await TryAsync(host, cancellationToken);
            if (why is null || Stopwatch.GetElapsedTime(start) > bound)
                return why;
            if (LabProcess.Find(folder.ProcessIdFile) is null)
                return $"its QEMU ended: {LabLogs.Tail(folder.QemuLog)}";
        }
    }

    private static async Task<string?> TryAsync(IHost host, CancellationToken cancellationToken)
    {
        try
        {
            return (await host.RunAsync(new Command("true"), cancellationToken)).Succeeded ? null : "'true' failed";
        }
        catch (HarnessException e) when (e.FailureClass is FailureClass.Ssh or FailureClass.Provision)
        {
            return e.Message;
        }
    }
}
