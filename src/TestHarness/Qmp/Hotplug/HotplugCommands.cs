using TestHarness.Failures;

namespace TestHarness.Qmp.Hotplug;

/// <summary>Devices that come and go while the machine runs.</summary>
public static class HotplugCommands
{
    /// <summary>Adds a device.</summary>
    /// <param name="properties">driver, id, bus and the properties of the device.</param>
    /// <returns>Why QEMU refused the device; null when it took it.</returns>
    public static async Task<string?> TryAddDeviceAsync(
        this QmpClient client, IReadOnlyDictionary<string, object> properties, CancellationToken cancellationToken = default) =>
        (await client.TryExecuteAsync("device_add", properties, null, cancellationToken)).Error?.ToString();

    /// <summary>Returns whether QEMU has a device of that id; one that waits for its failover partner is not there.</summary>
    public static async Task<bool> HasDeviceAsync(
        this QmpClient client, string id, CancellationToken cancellationToken = default)
    {
        var devices = await client.ExecuteAsync("qom-list", new { path = "/machine/peripheral" }, null, cancellationToken);
        return devices.EnumerateArray().Any(device => device.GetProperty("name").GetString() == id);
    }

    /// <summary>Asks for the removal of a device and waits until the guest has let it go.</summary>
    /// <exception cref="HarnessException">Refused by QEMU or by the guest, or the guest did not let it go in time.</exception>
    public static async Task DeleteDeviceAsync(
        this QmpClient client, string id, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var before = client.Events.Position;
        await client.ExecuteAsync("device_del", new { id }, timeout, cancellationToken);
        var outcome = await client.Events.WaitAsync(
            e => e.Name is "DEVICE_DELETED" or "DEVICE_UNPLUG_GUEST_ERROR" && e.Text("device") == id,
            before,
            timeout,
            $"event DEVICE_DELETED of '{id}' (does the guest's kernel serve hot-unplug, and is it up?)",
            cancellationToken);
        if (outcome.Name != "DEVICE_DELETED")
            throw new HarnessException(FailureClass.Qmp, $"{client.Name}: the guest refused to let device '{id}' go ({outcome})");
    }
}
