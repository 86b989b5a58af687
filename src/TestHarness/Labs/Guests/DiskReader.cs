using TestHarness.Load;
using TestHarness.GuestPlaces;

namespace TestHarness.Labs.Guests;

/// <summary>Reads a guest's disk on the host that runs the guest at the time of the read.</summary>
internal sealed class DiskReader(Func<GuestPlace> place) : ILunReader
{
    public string Description => Current.Description;

    private ILunReader Current => place().Disk.ReadOn(place().Host.Host);

    public Task<string> Sha256Async(long offset, long length, CancellationToken cancellationToken = default) =>
        Current.Sha256Async(offset, length, cancellationToken);

    public Task<byte[]> ReadAsync(long offset, int length, CancellationToken cancellationToken = default) =>
        Current.ReadAsync(offset, length, cancellationToken);
}
