using System.Text;

namespace TestHarness.Ledger;

/// <summary>A ledger's file under flock(2), which the kernel releases when the owner dies in whatever way.</summary>
internal static class LedgerFile
{
    public static FileStream Create(string path)
    {
        var file = Open(path, FileMode.CreateNew);
        if (File.Exists(path))
            return file;

        // A replay took the file between its creation and its lock, found it empty and deleted it.
        file.Dispose();
        return Create(path);
    }

    /// <summary>Null when another process holds the file, or it is gone.</summary>
    public static FileStream? TakeOver(string path)
    {
        try
        {
            var file = Open(path, FileMode.Open);
            if (File.Exists(path))
                return file;

            file.Dispose();
            return null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (IOException held) when (held.HResult == WouldBlock)
        {
            return null;
        }
    }

    /// <summary>Reads the whole file and cuts off a last line that has no end, so that the next one starts afresh.</summary>
    public static byte[] ReadAndTrim(FileStream file)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        file.SetLength(end);
        file.Position = end;
        return bytes[..end];
    }

    /// <summary>
    /// Writes whole lines to the disk, past the page cache. A stream without a buffer does not advance when a write fails, so
    /// the next line is written over one that was written in part, as on a full disk.
    /// </summary>
    public static void Append(FileStream file, string lines)
    {
        file.Write(Encoding.UTF8.GetBytes(lines));
        file.Flush(flushToDisk: true);
    }

    /// <summary>
    /// Keeps a copy of the file, then blanks its malformed lines. The other lines can be read whenever this is interrupted.
    /// </summary>
    /// <returns>The copy's path.</returns>
    public static string SetAside(FileStream file, IEnumerable<MalformedLine> malformed)
    {
        var copy = file.Name + ".malformed";
        var end = file.Position;
        file.Position = 0;
        using (var kept = File.Create(copy))
            file.CopyTo(kept);
        foreach (var line in malformed)
        {
            file.Position = line.Offset;
            file.Write(Encoding.ASCII.GetBytes(new string(' ', line.Length)));
        }

        file.Flush(flushToDisk: true);
        file.Position = end;
        return copy;
    }

    // EWOULDBLOCK on Linux: what flock(2) fails with when the lock is held.
    private const int WouldBlock = 11;

    // Without a buffer, so that a write that failed is not tried again when the file is closed.
    private static FileStream Open(string path, FileMode mode) => new(
        path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
}
