using System.Text;

namespace TestHarness.Ledger;

/// <summary>A ledger's file under flock(2); the kernel releases the lock when the owner ends, even when it is killed.</summary>
internal static class LedgerFile
{
    /// <summary>Makes the file and locks it.</summary>
    public static FileStream Create(string path)
    {
        var file = Open(path, FileMode.CreateNew);
        if (File.Exists(path))
            return file;

        // A replay locked the file between its creation and its lock, found it empty and deleted it.
        file.Dispose();
        return Create(path);
    }

    /// <summary>
    /// Opens and locks the file of another process; returns null when that process still holds the file, or the file is deleted.
    /// </summary>
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
            // The owner or another replay has deleted the file.
            return null;
        }
        catch (IOException exception) when (exception.HResult == WouldBlock)
        {
            // Another process holds the lock.
            return null;
        }
    }

    /// <summary>
    /// Reads the whole file and cuts off an incomplete last line, so that the next entry starts a line of its own.
    /// </summary>
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
    /// Writes whole lines to the disk, past the page cache. A stream without a buffer does not advance when a write fails, so the
    /// next line replaces a line that was written in part, as on a full disk.
    /// </summary>
    public static void Append(FileStream file, string lines)
    {
        file.Write(Encoding.UTF8.GetBytes(lines));
        file.Flush(flushToDisk: true);
    }

    /// <summary>
    /// Copies the file, then blanks its malformed lines. The other lines stay readable whenever this is interrupted.
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

    // EWOULDBLOCK on Linux: flock(2) fails with it when another process holds the lock.
    private const int WouldBlock = 11;

    // Without a buffer, so that closing the file does not repeat a write that failed.
    private static FileStream Open(string path, FileMode mode) => new(
        path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
}
