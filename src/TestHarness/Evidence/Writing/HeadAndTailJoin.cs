namespace TestHarness.Evidence.Writing;

/// <summary>Joins the head of a file with the pieces of its tail.</summary>
internal static class HeadAndTailJoin
{
    /// <summary>The largest distance by which a cut is moved to the next line end.</summary>
    private const int LongestLine = 64 * 1024;

    /// <summary>Returns the path of the file with the last bytes of the tail, at most half of the limit.</summary>
    public static string Newer(string path) => $"{path}.newer";

    /// <summary>
    /// Returns the path of the file with the bytes before <see cref="Newer"/>, half of the limit; it does not exist while nothing
    /// is omitted.
    /// </summary>
    public static string Older(string path) => $"{path}.older";

    /// <summary>Appends the pieces to the head and deletes them.</summary>
    /// <param name="written">The number of bytes that were written in all.</param>
    /// <returns>The number of them that the file has.</returns>
    public static long Run(string path, long written, string mediaType)
    {
        using var head = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        using var newer = File.OpenRead(Newer(path));
        using Stream older = File.Exists(Older(path)) ? File.OpenRead(Older(path)) : new MemoryStream();
        var kept = written;
        if (older.Length > 0)
        {
            older.Position = newer.Length;
            SkipLine(older, newer);
            head.SetLength(WholeLines(head));
            kept = head.Length + older.Length - older.Position + newer.Length - newer.Position;
            head.Position = head.Length;
            head.Write(CutLine.Of(written - kept, mediaType));
        }

        head.Position = head.Length;
        older.CopyTo(head);
        newer.CopyTo(head);
        File.Delete(Older(path));
        File.Delete(Newer(path));
        return kept;
    }

    /// <summary>Moves to the start of the next line, which may be in the newer piece; stays when no line starts nearby.</summary>
    private static void SkipLine(Stream older, FileStream newer)
    {
        var start = older.Position;
        if (!TrySkip(older))
        {
            older.Position = older.Length;
            if (!TrySkip(newer))
                older.Position = start;
        }
    }

    private static bool TrySkip(Stream piece)
    {
        var start = piece.Position;
        var bytes = Read(piece, start);
        var end = bytes.AsSpan().IndexOf((byte)'\n');
        piece.Position = end < 0 ? start : start + end + 1;
        return end >= 0;
    }

    private static long WholeLines(FileStream head)
    {
        var start = Math.Max(0, head.Length - LongestLine);
        var end = Read(head, start).AsSpan().LastIndexOf((byte)'\n');
        return end < 0 ? head.Length : start + end + 1;
    }

    private static byte[] Read(Stream piece, long start)
    {
        var bytes = new byte[Math.Min(LongestLine, piece.Length - start)];
        piece.Position = start;
        piece.ReadExactly(bytes);
        return bytes;
    }
}
