using System.Globalization;
using System.Text;
using TestHarness.Benchmarks.Measuring;
using TestHarness.Health.KernelLog;

namespace TestHarness.Benchmarks.KernelLog;

/// <summary>Judges a kernel log in a process of its own, whose time and memory are those of nothing else.</summary>
internal static class KernelLogJudging
{
    private const string PeakMemory = "VmHWM:";

    /// <summary>Starts this program again, to judge a log.</summary>
    /// <returns>The number of errors, and the process's peak memory in MB.</returns>
    public static async Task<(int Errors, double Megabytes)> StartAsync(string log)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "TestHarness.Benchmarks.dll");
        var numbers = (await Programs.RunAsync(Environment.ProcessPath!, program, "judge", log)).Split(' ')
            .Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        return (numbers[0], numbers[1] * 1024 / 1e6);
    }

    /// <summary>Judges the log, and prints the number of errors and the peak memory in KiB.</summary>
    public static async Task<int> RunAsync(string log)
    {
        // As a reading of a guest's or host's log is: one text.
        var text = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(log));
        var errors = KernelLogParser.Parse(text).Records.Count(record => KernelLogJudge.Judge(record) is not null);
        var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith(PeakMemory, StringComparison.Ordinal));
        Console.Write($"{errors} {peak[PeakMemory.Length..].Replace("kB", "", StringComparison.Ordinal).Trim()}");
        return 0;
    }
}
