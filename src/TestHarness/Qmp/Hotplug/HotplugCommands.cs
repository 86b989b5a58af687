using TestHarness.Failures;

namespace TestHarness.Qmp.Hotplug;

/// <summary>The commands that add and remove devices while the machine runs.</summary>
public static class HotplugCommands
{
    /// <summary>Adds a device.</summary>
    /// <param name="properties">The driver, the id, the bus and the properties of the device.</param>
    /// <returns>The reason why QEMU refused the device; null when it accepted the device.</returns>
    public static async Task<string?> TryAddDeviceAsync(
        this QmpClient client, IReadOnlyDictionary<string, object> properties, CancellationToken cancellationToken = default) =>
        (await client.TryExecuteAsync("device_add", properties, null, cancellationToken)).Error?.ToString();

    /// <summary>
    /// Returns whether QEMU has a device of that id; it does not have a device that waits for its failover partner.
    /// </summary>
    public static async Task<bool> HasDeviceAsync(
        this QmpClient client, string id, CancellationToken cancellationToken = default)
    {
        var devices = await client.ExecuteAsync("qom-list", new { path = "/machine/peripheral" }, null, cancellationToken);
        return devices.EnumerateArray().Any(device => device.GetProperty("name").GetString() == id);
    }

    /// <summary>Asks for the removal of a device and waits until the guest has released it.</summary>
    /// <exception cref="HarnessException">
    /// Class qmp: QEMU or the guest refused, or the guest did not release the device in time.
    /// </exception>
    public static async Task DeleteDeviceAsync(
        this QmpClient client, string id, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var before = client.Events.Position;
        await client.ExecuteAsync("device_del", new { id }, timeout, cancellationToken);
        var outcome = await client.Events.WaitAsync(
            e => e.Name is "DEVICE_DELETED" or "DEVICE_UNPLUG_GUEST_ERROR" && e.Text("device") == id,
            before,
            timeout,
            $"event DEVICE_DELETED of '{id}' (check that the guest is up and that its kernel supports hot-unplug)",
            cancellationToken);
        if (outcome.Name != "DEVICE_DELETED")
            throw new HarnessException(
                FailureClass.Qmp, $"{client.Name}: the guest refused to release device '{id}' ({outcome})");
    }
}
