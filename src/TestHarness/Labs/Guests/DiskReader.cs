using TestHarness.Load;
using TestHarness.GuestPlaces;

namespace TestHarness.Labs.Guests;

/// <summary>Reads a guest's disk on the host that runs the guest at the time of the read.</summary>
internal sealed class DiskReader(Func<GuestPlace> place) : ILunReader
{
    /// <summary>The description of the disk on the guest's host.</summary>
    public string Description => Current.Description;

    private ILunReader Current => place().Disk.ReadOn(place().Host.Host);

    /// <summary>Computes the SHA-256 of a part of the disk; offset and length are in bytes.</summary>
    public Task<string> Sha256Async(long offset, long length, CancellationToken cancellationToken = default) =>
        Current.Sha256Async(offset, length, cancellationToken);

    /// <summary>Reads a part of the disk; offset and length are in bytes.</summary>
    public Task<byte[]> ReadAsync(long offset, int length, CancellationToken cancellationToken = default) =>
        Current.ReadAsync(offset, length, cancellationToken);
}
