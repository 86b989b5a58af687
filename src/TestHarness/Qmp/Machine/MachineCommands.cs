using System.Text;
using System.Text.Json;

namespace TestHarness.Qmp.Machine;

/// <summary>The machine as a whole: run, stop, announce.</summary>
public static class MachineCommands
{
    public static Task<RunStatus> QueryStatusAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        client.QueryAsync<RunStatus>("query-status", null, cancellationToken);

    /// <summary>Waits until the guest of a QEMU runs that starts from a state.</summary>
    public static async Task AwaitRunningAsync(
        this QmpClient client, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var since = client.Events.Position;
        if (!(await client.QueryStatusAsync(cancellationToken)).Running)
            await client.Events.WaitAsync("RESUME", since, timeout, cancellationToken);
    }

    public static Task StopAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("stop", null, null, cancellationToken);

    public static Task ContinueAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("cont", null, null, cancellationToken);

    /// <summary>Sends the announcements (RARP or the guest's own) that follow a migration, again.</summary>
    /// <param name="initial">The wait before the first repetition, in milliseconds.</param>
    /// <param name="max">The longest wait between two, in milliseconds.</param>
    /// <param name="step">What each wait is longer than the one before, in milliseconds.</param>
    public static Task AnnounceSelfAsync(
        this QmpClient client, int initial, int max, int rounds, int step, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("announce-self", new { initial, max, rounds, step }, null, cancellationToken);

    /// <summary>What the vCPUs do, as only QEMU's human monitor tells it: registers (a guest that waits has HLT=1) and interrupt controllers.</summary>
    public static async Task<string> DescribeProcessorsAsync(this QmpClient client, CancellationToken cancellationToken = default)
    {
        var said = new StringBuilder();
        foreach (var request in new[] { "info registers -a", "info lapic", "info pic" })
        {
            var arguments = new Dictionary<string, object> { ["command-line"] = request };
            said.AppendLine((await client.ExecuteAsync("human-monitor-command", arguments, null, cancellationToken)).GetString());
        }

        return said.ToString();
    }

    /// <summary>The buses, devices and their <c>qdev_id</c>, as QEMU tells them.</summary>
    public static Task<JsonElement> QueryPciAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("query-pci", null, null, cancellationToken);
}
