using TestHarness.Load;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>Plants a fault when a host is asked to read the LUN, which is while the load is paused.</summary>
internal sealed class PlantedReader(ILunReader lun) : ILunReader
{
    /// <summary>The action with the offset of each read; null plants nothing.</summary>
    public Func<long, Task>? Plant { get; set; }

    public string Description => lun.Description;

    public async Task<string> Sha256Async(long offset, long length, CancellationToken cancellationToken = default)
    {
        if (Plant is not null)
            await Plant(offset);
        return await lun.Sha256Async(offset, length, cancellationToken);
    }

    public Task<byte[]> ReadAsync(long offset, int length, CancellationToken cancellationToken = default) =>
        lun.ReadAsync(offset, length, cancellationToken);
}
