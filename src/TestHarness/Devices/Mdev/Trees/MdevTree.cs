using System.Collections.Immutable;
using TestHarness.Devices.Trees;

namespace TestHarness.Devices.Mdev.Trees;

/// <summary>The place where mdevs are looked for: a host, or the recording of one.</summary>
/// <param name="Host">The name of the host.</param>
public abstract record MdevTree(string Host)
{
    /// <summary>Reads the state of one mdev, whether it is there or not, and changes nothing.</summary>
    public async Task<MdevLook> LookAsync(Guid uuid, CancellationToken cancellationToken = default) =>
        new MdevReading(Host, uuid, await ReadAsync(uuid, cancellationToken)).Look();

    /// <summary>Finds the processes that have the mdev open.</summary>
    /// <returns>The processes, in the order of their IDs.</returns>
    public async Task<ImmutableArray<DeviceHolder>> HoldersAsync(MdevLook look, CancellationToken cancellationToken = default) =>
        DeviceHolder.Find(await ReadHoldersAsync(look.Nodes, cancellationToken), look.Nodes);

    /// <summary>Reads the part of the tree that <see cref="MdevReading"/> needs.</summary>
    protected abstract Task<FileTree> ReadAsync(Guid uuid, CancellationToken cancellationToken);

    /// <summary>Reads the part of the tree that <see cref="DeviceHolder.Find"/> needs.</summary>
    protected abstract Task<FileTree> ReadHoldersAsync(ImmutableArray<string> devices, CancellationToken cancellationToken);
}
