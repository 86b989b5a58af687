using System.Diagnostics;
using TestHarness.Failures;

namespace TestHarness.Hosts;

/// <summary>
/// Reads a host's boot ID, and waits for a host that reboots. Nothing signals that a host is back, so it is asked again and
/// again.
/// </summary>
public static class HostBoot
{
    private static readonly TimeSpan AnswerBound = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    private static Command Id => new Command("cat", "/proc/sys/kernel/random/boot_id").WithTimeout(AnswerBound);

    /// <summary>Waits for a host that may be rebooting; returns its boot ID.</summary>
    /// <exception cref="HarnessException">
    /// The host is not reached within the time; class and message are those of the last attempt.
    /// </exception>
    public static async Task<string> AwaitAsync(IHost host, TimeSpan within, CancellationToken cancellationToken = default) =>
        await AwaitAsync(host, "", within, cancellationToken);

    /// <summary>Reboots a host and waits until commands run there again.</summary>
    /// <exception cref="HarnessException">
    /// Class provision: the host has not gone down within the time. Class ssh: it is not back within the time.
    /// </exception>
    public static async Task RebootAsync(IHost host, TimeSpan within, CancellationToken cancellationToken = default)
    {
        var before = await AwaitAsync(host, within, cancellationToken);
        try
        {
            await host.RunAsync(new Command("systemctl", "reboot").WithTimeout(AnswerBound), cancellationToken);
        }
        catch (HarnessException exception) when (exception.FailureClass == FailureClass.Ssh)
        {
            // The host may close the connection before the command's result comes; the boot ID shows whether it reboots.
        }

        await AwaitAsync(host, before, within, cancellationToken);
    }

    private static async Task<string> AwaitAsync(
        IHost host, string previousBoot, TimeSpan within, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                var boot = (await host.RunAsync(Id, cancellationToken)).OrThrow(FailureClass.Ssh).StandardOutput;
                if (boot != previousBoot)
                    return boot;
                if (Stopwatch.GetElapsedTime(start) > within)
                    throw new HarnessException(
                        FailureClass.Provision,
                        $"{host.Name} did not reboot within {within.TotalSeconds:0} s: its boot ID has not changed");
            }
            catch (HarnessException exception)
                when (exception.FailureClass == FailureClass.Ssh && Stopwatch.GetElapsedTime(start) <= within)
            {
                // The host is down, or does not accept connections yet: the next attempt follows.
            }

            await Task.Delay(BetweenLooks, cancellationToken);
        }
    }
}
