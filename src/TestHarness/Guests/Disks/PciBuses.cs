using System.Globalization;
using System.Text.Json;

namespace TestHarness.Guests.Disks;

/// <summary>The PCI buses of a guest, as QEMU reports them after the guest's firmware has numbered them.</summary>
internal static class PciBuses
{
    /// <summary>Finds the address of a device, as Linux has it: <c>0000:01:00.0</c>.</summary>
    /// <param name="buses">The answer to <c>query-pci</c>.</param>
    /// <param name="id">The id of the device in QEMU.</param>
    /// <returns>The address; null when no device has that id.</returns>
    public static string? Find(JsonElement buses, string id) =>
        buses.EnumerateArray().SelectMany(DevicesOn).Where(device => device.GetProperty("qdev_id").GetString() == id)
            .Select(device => string.Create(
                CultureInfo.InvariantCulture,
                $"0000:{Number(device, "bus"):x2}:{Number(device, "slot"):x2}.{Number(device, "function"):x}"))
            .FirstOrDefault();

    /// <summary>Returns the address of a slot behind a bridge; null when no bridge has that id.</summary>
    /// <param name="bridge">The id of the bridge in QEMU.</param>
    /// <param name="slot">The slot and function, for example <c>01.0</c>.</param>
    public static string? FindBehind(JsonElement buses, string bridge, string slot) =>
        buses.EnumerateArray().SelectMany(DevicesOn).Where(device => device.GetProperty("qdev_id").GetString() == bridge)
            .Select(device => Number(device.GetProperty("pci_bridge").GetProperty("bus"), "secondary"))
            .Select(bus => string.Create(CultureInfo.InvariantCulture, $"0000:{bus:x2}:{slot}"))
            .FirstOrDefault();

    private static IEnumerable<JsonElement> DevicesOn(JsonElement bus)
    {
        foreach (var device in bus.GetProperty("devices").EnumerateArray())
        {
            yield return device;
            if (device.TryGetProperty("pci_bridge", out var bridge) && bridge.TryGetProperty("devices", out _))
            {
                foreach (var behind in DevicesOn(bridge))
                    yield return behind;
            }
        }
    }

    private static int Number(JsonElement device, string key) => device.GetProperty(key).GetInt32();
}
