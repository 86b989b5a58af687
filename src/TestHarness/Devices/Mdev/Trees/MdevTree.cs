using System.Collections.Immutable;
using TestHarness.Devices.Trees;

namespace TestHarness.Devices.Mdev.Trees;

/// <summary>Where mdevs are looked for: a host, or what was recorded of one.</summary>
/// <param name="Host">The name of the host.</param>
public abstract record MdevTree(string Host)
{
    /// <summary>Looks at one mdev, whether it is there or not, and changes nothing.</summary>
    public async Task<MdevLook> LookAsync(Guid uuid, CancellationToken cancellationToken = default) =>
        new MdevReading(Host, uuid, await ReadAsync(uuid, cancellationToken)).Look();

    /// <returns>The processes that have the mdev open.</returns>
    public async Task<ImmutableArray<DeviceHolder>> HoldersAsync(MdevLook look, CancellationToken cancellationToken = default) =>
        DeviceHolder.Find(await ReadHoldersAsync(look.Nodes, cancellationToken), look.Nodes);

    /// <summary>Reads what <see cref="MdevReading"/> looks at.</summary>
    protected abstract Task<FileTree> ReadAsync(Guid uuid, CancellationToken cancellationToken);

    /// <summary>Reads what <see cref="DeviceHolder.Find"/> looks at.</summary>
    protected abstract Task<FileTree> ReadHoldersAsync(ImmutableArray<string> devices, CancellationToken cancellationToken);
}
