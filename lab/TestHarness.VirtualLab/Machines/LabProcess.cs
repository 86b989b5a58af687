using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace TestHarness.VirtualLab.Machines;

/// <summary>
/// A process that outlives the harness. Its pid file alone proves nothing, as the process may have ended and another may have its
/// id. It counts only while the process's arguments name that very pid file.
/// </summary>
internal sealed record LabProcess(int Id, string ProcessIdFile)
{
    /// <summary>
    /// The time between two looks at the process. It is not a child of this process, so nothing reports its end.
    /// </summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Whether the process runs; false also for one that has ended and waits for its parent, which has no arguments any more.
    /// </summary>
    public bool IsRunning
    {
        get
        {
            try
            {
                var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{Id}/cmdline");
                var arguments = Encoding.UTF8.GetString(File.ReadAllBytes(path)).Split('\0');
                var option = Array.IndexOf(arguments, "-pidfile");
                return option >= 0 && arguments.ElementAtOrDefault(option + 1) == ProcessIdFile;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    /// <summary>Finds the process of a pid file.</summary>
    /// <returns>The process; null when it does not run.</returns>
    public static LabProcess? Find(string processIdFile)
    {
        try
        {
            return int.TryParse(File.ReadAllText(processIdFile), CultureInfo.InvariantCulture, out var id)
                && new LabProcess(id, processIdFile) is { IsRunning: true } process
                ? process
                : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Kills the process; does nothing when it has ended.</summary>
    public void Kill()
    {
        try
        {
            using var process = Process.GetProcessById(Id);
            if (IsRunning)
                process.Kill();
        }
        catch (ArgumentException)
        {
            // The process has ended meanwhile (GetProcessById).
        }
    }

    /// <summary>Waits for the end of the process.</summary>
    /// <returns>Whether the process has ended in time.</returns>
    public async Task<bool> EndsAsync(TimeSpan bound, CancellationToken cancellationToken)
    {
        for (var start = Stopwatch.GetTimestamp(); IsRunning; await Task.Delay(Interval, cancellationToken))
        {
            if (Stopwatch.GetElapsedTime(start) > bound)
                return false;
        }

        return true;
    }
}
