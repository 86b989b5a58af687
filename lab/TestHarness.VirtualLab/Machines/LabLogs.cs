using System.Text;

namespace TestHarness.VirtualLab.Machines;

internal static class LabLogs
{
    private const int TailBytes = 2000;

    /// <summary>The last of a log, or that there is none.</summary>
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
