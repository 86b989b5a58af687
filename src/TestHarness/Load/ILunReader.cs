namespace TestHarness.Load;

/// <summary>Reads a LUN from a host's side, past the guest and its QEMU.</summary>
public interface ILunReader
{
    /// <summary>Which LUN on which host.</summary>
    string Description { get; }

    /// <param name="offset">Bytes.</param>
    /// <param name="length">Bytes.</param>
    Task<string> Sha256Async(long offset, long length, CancellationToken cancellationToken = default);

    /// <param name="offset">Bytes.</param>
    /// <param name="length">Bytes.</param>
    Task<byte[]> ReadAsync(long offset, int length, CancellationToken cancellationToken = default);
}
