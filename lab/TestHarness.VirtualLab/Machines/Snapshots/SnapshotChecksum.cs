using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using TestHarness.Failures;

namespace TestHarness.VirtualLab.Machines.Snapshots;

/// <summary>
/// The CRC-32C of a snapshot's files, kept beside them, because QEMU restores a memory with a flipped bit without an error. It is
/// not a cryptographic hash, as memory and disk have gigabytes and are read at each start.
/// </summary>
internal static class SnapshotChecksum
{
    private const int BufferSize = 1 << 20;

    /// <summary>Writes the checksums.</summary>
    public static async Task WriteAsync(LabHostSnapshot snapshot, CancellationToken cancellationToken) =>
        await File.WriteAllTextAsync(snapshot.Checksums, await TextAsync(snapshot, cancellationToken), cancellationToken);

    /// <summary>Compares the files with their checksums.</summary>
    /// <exception cref="HarnessException">Class provision: a file differs from what was saved, or is missing.</exception>
    public static async Task VerifyAsync(LabHostSnapshot snapshot, CancellationToken cancellationToken)
    {
        try
        {
            var saved = await File.ReadAllTextAsync(snapshot.Checksums, cancellationToken);
            var found = await TextAsync(snapshot, cancellationToken);
            if (saved != found)
                throw new HarnessException(
                    FailureClass.Provision,
                    $"the files of the snapshot are not as they were saved: expected {Line(saved)}, found {Line(found)}");
        }
        catch (IOException exception)
        {
            throw new HarnessException(FailureClass.Provision, $"the snapshot cannot be read: {exception.Message}", exception);
        }
    }

    private static string Line(string text) => text.TrimEnd().Replace("\n", ", ", StringComparison.Ordinal);

    private static async Task<string> TextAsync(LabHostSnapshot snapshot, CancellationToken cancellationToken)
    {
        string[] files = [snapshot.Memory, snapshot.Disk];
        var sums = await Task.WhenAll(files.Select(path => Task.Run(() => Sum(path), cancellationToken)));
        return string.Create(CultureInfo.InvariantCulture, $"memory {sums[0]:x8}\ndisk {sums[1]:x8}\n");
    }

    private static uint Sum(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var buffer = new byte[BufferSize];
        var sum = uint.MaxValue;
        int count;
        while ((count = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0)
        {
            var words = count / sizeof(ulong) * sizeof(ulong);
            for (var place = 0; place < words; place += sizeof(ulong))
                sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(buffer.AsSpan(place)));
            foreach (var left in buffer.AsSpan(words, count - words))
                sum = BitOperations.Crc32C(sum, left);
        }

        return ~sum;
    }
}
