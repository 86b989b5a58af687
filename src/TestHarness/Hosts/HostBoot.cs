using System.Diagnostics;
using TestHarness.Failures;

namespace TestHarness.Hosts;

/// <summary>Which boot a host is in, and waiting for one that reboots. Nothing tells when it is back: it is asked again and again.</summary>
public static class HostBoot
{
    private static readonly TimeSpan AnswerBound = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    private static Command Id => new Command("cat", "/proc/sys/kernel/random/boot_id").WithTimeout(AnswerBound);

    /// <summary>Waits for a host that may be on its way back.</summary>
    /// <exception cref="HarnessException">It is not reached within the time; class and message are the last answer's.</exception>
    public static async Task<string> AwaitAsync(IHost host, TimeSpan within, CancellationToken cancellationToken = default) =>
        await AwaitAsync(host, "", within, cancellationToken);

    /// <summary>Reboots a host and waits until commands run there again.</summary>
    /// <exception cref="HarnessException">It is not back within the time.</exception>
    public static async Task RebootAsync(IHost host, TimeSpan within, CancellationToken cancellationToken = default)
    {
        var before = await AwaitAsync(host, within, cancellationToken);
        try
        {
            await host.RunAsync(new Command("systemctl", "reboot").WithTimeout(AnswerBound), cancellationToken);
        }
        catch (HarnessException lost) when (lost.FailureClass == FailureClass.Ssh)
        {
            // The connection may go before the answer comes.
        }

        await AwaitAsync(host, before, within, cancellationToken);
    }

    private static async Task<string> AwaitAsync(IHost host, string notThisOne, TimeSpan within, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                var boot = (await host.RunAsync(Id, cancellationToken)).OrThrow(FailureClass.Ssh).StandardOutput;
                if (boot != notThisOne)
                    return boot;
                if (Stopwatch.GetElapsedTime(start) > within)
                    throw new HarnessException(FailureClass.Provision, $"{host.Name} was expected to reboot within {within.TotalSeconds:0} s, and has not gone down");
            }
            catch (HarnessException away) when (away.FailureClass == FailureClass.Ssh && Stopwatch.GetElapsedTime(start) <= within)
            {
            }

            await Task.Delay(BetweenLooks, cancellationToken);
        }
    }
}
