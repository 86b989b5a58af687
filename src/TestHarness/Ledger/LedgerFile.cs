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
    public static string ReadAndTrim(FileStream file)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        file.SetLength(end);
        file.Position = end;
        return Encoding.UTF8.GetString(bytes, 0, end);
    }

    // EWOULDBLOCK on Linux: what flock(2) fails with when the lock is held.
    private const int WouldBlock = 11;

    private static FileStream Open(string path, FileMode mode) => new(path, mode, FileAccess.ReadWrite, FileShare.None);
}
