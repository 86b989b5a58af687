using TestHarness.Failures;

namespace TestHarness.Qmp.Block;

/// <summary>
/// A block device under any of its names: the id of the device (<c>-device …,id=</c>), its path in the QOM tree, its node
/// name (<c>-blockdev node-name=</c>) or its backend's name (<c>-drive id=</c>).
/// </summary>
public interface IBlockNamed
{
    /// <summary>The name of the backend; empty when it was made with <c>-blockdev</c>.</summary>
    string Device { get; }

    /// <summary>The device's path in the QOM tree, or its id.</summary>
    string? Qdev { get; }

    /// <summary>The node name; null when there is none.</summary>
    string? NodeName { get; }
}

/// <summary>Finds block devices by name.</summary>
public static class BlockNames
{
    private const string Peripheral = "/machine/peripheral/";

    /// <summary>Returns whether a name is one of the names of the device.</summary>
    public static bool IsNamed(this IBlockNamed block, string name) =>
        block.Qdev == name || DeviceId(block.Qdev) == name || block.NodeName == name || block.Device == name;

    /// <summary>Returns the device of a name.</summary>
    /// <exception cref="HarnessException">Class qmp: no device has that name; the message lists the devices.</exception>
    public static T Named<T>(this IEnumerable<T> blocks, string name)
        where T : IBlockNamed
    {
        var all = blocks.ToArray();
        return all.FirstOrDefault(b => b.IsNamed(name)) ?? throw new HarnessException(
            FailureClass.Qmp,
            $"QEMU has no block device '{name}'; " +
            $"it has: {(all.Length == 0 ? "none" : string.Join(", ", all.Select(b => b.Label()).Order()))}");
    }

    /// <summary>Returns the name by which a person knows the device.</summary>
    public static string Label(this IBlockNamed block) =>
        new[] { DeviceId(block.Qdev), block.Qdev, block.NodeName, block.Device }
            .FirstOrDefault(n => !string.IsNullOrEmpty(n)) ?? "(unnamed)";

    /// <summary>Returns the id in <c>/machine/peripheral/ID/virtio-backend</c>; null for another path.</summary>
    private static string? DeviceId(string? qdev) =>
        qdev?.StartsWith(Peripheral, StringComparison.Ordinal) == true ? qdev[Peripheral.Length..].Split('/')[0] : null;
}
