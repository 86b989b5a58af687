using System.Diagnostics;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.VirtualLab.Machines;

/// <summary>
/// The test whether a host runs a command over SSH. QEMU accepts connections long before there is an sshd for them, and nothing
/// signals when there is, so the test is repeated. Each attempt logs in, because an sshd refuses a client for a while that
/// connects without a login, and a busy machine may queue 15 such connections (sshd_config(5), PerSourcePenalties).
/// </summary>
internal static class SshAnswer
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits until a host runs a command.</summary>
    /// <returns>Null when it does; else the reason of the last attempt within the limit.</returns>
    public static async Task<string?> WhyNotAsync(
        IHost host, LabHostFolder folder, TimeSpan bound, CancellationToken cancellationToken)
    {
        for (var start = Stopwatch.GetTimestamp(); ; await Task.Delay(Interval, cancellationToken))
        {
            var reason = await TryAsync(host, cancellationToken);
            if (reason is null || Stopwatch.GetElapsedTime(start) > bound)
                return reason;
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
        catch (HarnessException exception) when (exception.FailureClass is FailureClass.Ssh or FailureClass.Provision)
        {
            return exception.Message;
        }
    }
}
