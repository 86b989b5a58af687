using System.Text;
using System.Text.Json;

namespace TestHarness.Qmp.Machine;

/// <summary>The commands for the machine as a whole: run, stop, announce.</summary>
public static class MachineCommands
{
    /// <summary>Queries whether the guest runs.</summary>
    public static Task<RunStatus> QueryStatusAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        client.QueryAsync<RunStatus>("query-status", null, cancellationToken);

    /// <summary>Waits until the guest runs, in a QEMU that starts from a saved state.</summary>
    public static async Task AwaitRunningAsync(
        this QmpClient client, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var since = client.Events.Position;
        if (!(await client.QueryStatusAsync(cancellationToken)).Running)
            await client.Events.WaitAsync("RESUME", since, timeout, cancellationToken);
    }

    /// <summary>Stops the guest.</summary>
    public static Task StopAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("stop", null, null, cancellationToken);

    /// <summary>Continues a stopped guest.</summary>
    public static Task ContinueAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("cont", null, null, cancellationToken);

    /// <summary>Sends the announcements that follow a migration (RARP or the guest's own) again.</summary>
    /// <param name="initial">The wait before the first repetition, in milliseconds.</param>
    /// <param name="max">The longest wait between two announcements, in milliseconds.</param>
    /// <param name="step">The time by which each wait is longer than the one before, in milliseconds.</param>
    public static Task AnnounceSelfAsync(
        this QmpClient client, int initial, int max, int rounds, int step, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("announce-self", new { initial, max, rounds, step }, null, cancellationToken);

    /// <summary>
    /// Describes the state of the vCPUs, which only QEMU's human monitor reports: registers (a guest that waits has HLT=1) and
    /// interrupt controllers.
    /// </summary>
    public static async Task<string> DescribeProcessorsAsync(this QmpClient client, CancellationToken cancellationToken = default)
    {
        var output = new StringBuilder();
        foreach (var request in new[] { "info registers -a", "info lapic", "info pic" })
        {
            var arguments = new Dictionary<string, object> { ["command-line"] = request };
            var answer = await client.ExecuteAsync("human-monitor-command", arguments, null, cancellationToken);
            output.AppendLine(answer.GetString());
        }

        return output.ToString();
    }

    /// <summary>Queries the PCI buses and devices with their <c>qdev_id</c>, as QEMU reports them.</summary>
    public static Task<JsonElement> QueryPciAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("query-pci", null, null, cancellationToken);

    /// <summary>Reads a property of an object of QEMU's object model.</summary>
    /// <param name="path">The path of the object, for example <c>/machine/peripheral/disk0</c>.</param>
    /// <exception cref="Failures.HarnessException">Class qmp: there is no such object or property.</exception>
    public static Task<JsonElement> GetPropertyAsync(
        this QmpClient client, string path, string property, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("qom-get", new { path, property }, null, cancellationToken);
}
