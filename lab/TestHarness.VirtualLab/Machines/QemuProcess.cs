using System.Diagnostics;
using System.Globalization;
using System.Text;
using TestHarness.Failures;

namespace TestHarness.VirtualLab.Machines;

/// <summary>
/// A QEMU that outlives the harness. Its pid file alone proves nothing, as the process may have ended and its id gone to
/// another: it counts only while the process's arguments name that very pid file.
/// </summary>
internal static class QemuProcess
{
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <returns>Null where QEMU does not run.</returns>
    public static int? Find(string processIdFile)
    {
        var id = ReadId(processIdFile);
        return id is not null && IsNamedBy(id.Value, processIdFile) ? id : null;
    }

    /// <summary>Kills QEMU, if it runs, and waits for its end.</summary>
    /// <exception cref="HarnessException">It has not ended within 10 s (class provision).</exception>
    public static async Task KillAsync(string processIdFile, CancellationToken cancellationToken)
    {
        if (Find(processIdFile) is not { } id)
            return;

        try
        {
            using var process = Process.GetProcessById(id);
            if (IsNamedBy(id, processIdFile))
                process.Kill();
        }
        catch (ArgumentException)
        {
            // GetProcessById: it has ended meanwhile.
        }

        await EndAsync(processIdFile, id, cancellationToken);
    }

    /// <summary>The end of a process that is no child is not signalled.</summary>
    private static async Task EndAsync(string processIdFile, int id, CancellationToken cancellationToken)
    {
        for (var start = Stopwatch.GetTimestamp(); Find(processIdFile) is not null; await Task.Delay(Interval, cancellationToken))
        {
            if (Stopwatch.GetElapsedTime(start) > EndBound)
                throw new HarnessException(
                    FailureClass.Provision,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"QEMU, process {id}, has not ended {EndBound.TotalSeconds} s after SIGKILL: 'ps -o stat,wchan {id}' tells what it does"));
        }
    }

    private static int? ReadId(string processIdFile)
    {
        try
        {
            return int.TryParse(File.ReadAllText(processIdFile), CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static bool IsNamedBy(int id, string processIdFile)
    {
        try
        {
            var arguments = Encoding.UTF8.GetString(File.ReadAllBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/cmdline"))).Split('\0');
            var option = Array.IndexOf(arguments, "-pidfile");
            return option >= 0 && arguments.ElementAtOrDefault(option + 1) == processIdFile;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
