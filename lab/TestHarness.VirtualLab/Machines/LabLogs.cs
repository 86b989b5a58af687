using System.Text;

namespace TestHarness.VirtualLab.Machines;

/// <summary>The logs of lab hosts, for messages.</summary>
internal static class LabLogs
{
    private const int TailBytes = 2000;

    /// <summary>Returns the end of a log, or a note when there is none.</summary>
    public static string Tail(string path)
    {
        if (!File.Exists(path))
            return $"({path} is not there)";

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-Math.Min(file.Length, TailBytes), SeekOrigin.End);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd().Trim();
    }
}
