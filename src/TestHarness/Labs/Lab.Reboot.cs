using System.Diagnostics;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Hosts;

namespace TestHarness.Labs;

public sealed partial class Lab
{
    private static readonly Command BootId = new("cat", "/proc/sys/kernel/random/boot_id");

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    /// <summary>Reboots a host and waits until commands run there again; the watch over its kernel begins anew.</summary>
    /// <exception cref="HarnessException">Class provision: it is not back within the environment's time for a boot.</exception>
    public async Task RebootAsync(LabHost host, CancellationToken cancellationToken = default)
    {
        var before = (await host.Host.RunAsync(BootId, cancellationToken)).OrThrow(FailureClass.Provision).StandardOutput;
        await AskAsync(host.Host, new Command("systemctl", "reboot"), cancellationToken);
        var start = Stopwatch.GetTimestamp();
        // Nothing tells when a host is back: it is asked again and again.
        while (await AskAsync(host.Host, BootId, cancellationToken) is var answer && (answer is null || answer == before))
        {
            if (Stopwatch.GetElapsedTime(start) > Environment.Timeouts.Boot)
                throw new HarnessException(
                    FailureClass.Provision, $"{host.Name} was expected to be back after a reboot within {Environment.Timeouts.Boot.TotalSeconds:0} s, and is not reached");
            await Task.Delay(BetweenLooks, cancellationToken);
        }

        _resources.Rebooted.Add(host.Host.Connection);
        var watch = _hostWatches.First(watch => watch.Host.Connection == host.Host.Connection);
        _hostWatches = _hostWatches.Replace(watch, await HostWatch.StartAsync(watch.Host, AllowList, cancellationToken));
    }

    /// <returns>Null where the host is not reached.</returns>
    private static async Task<string?> AskAsync(IHost host, Command command, CancellationToken cancellationToken)
    {
        try
        {
            var result = await host.RunAsync(command.WithTimeout(TimeSpan.FromSeconds(20)), cancellationToken);
            return result.Succeeded ? result.StandardOutput : null;
        }
        catch (HarnessException)
        {
            return null;
        }
    }
}
