namespace TestHarness.Load;

/// <summary>Reads a LUN from a host's side, past the guest and its QEMU.</summary>
public interface ILunReader
{
    /// <summary>The LUN and the host, in words.</summary>
    string Description { get; }

    /// <summary>Computes the SHA-256 of a part of the LUN.</summary>
    /// <param name="offset">The start of the part, in bytes.</param>
    /// <param name="length">The length of the part, in bytes.</param>
    Task<string> Sha256Async(long offset, long length, CancellationToken cancellationToken = default);

    /// <summary>Reads a part of the LUN.</summary>
    /// <param name="offset">The start of the part, in bytes.</param>
    /// <param name="length">The length of the part, in bytes.</param>
    Task<byte[]> ReadAsync(long offset, int length, CancellationToken cancellationToken = default);
}
