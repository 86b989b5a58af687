using System.Collections.Immutable;
using TestHarness.Devices.Trees;

namespace TestHarness.Devices.Mdev.Trees;

/// <summary>
/// The recording of a host, for hardware that the lab does not have. It stays in memory; nothing of it is written anywhere.
/// </summary>
public sealed record RecordedMdevTree(string Host, FileTree Tree) : MdevTree(Host)
{
    protected override Task<FileTree> ReadAsync(Guid uuid, CancellationToken cancellationToken) => Task.FromResult(Tree);

    protected override Task<FileTree> ReadHoldersAsync(ImmutableArray<string> devices, CancellationToken cancellationToken) =>
        Task.FromResult(Tree);
}
