using System.Globalization;
using TestHarness.Benchmarks.Measuring;
using TestHarness.Environments;
using TestHarness.Health.KernelLog;

namespace TestHarness.Benchmarks.KernelLog;

/// <summary>Judges a kernel log in a process of its own, whose time and memory are those of nothing else.</summary>
internal static class KernelLogJudging
{
    private const string PeakMemory = "VmHWM:";

    /// <summary>Starts this program again, to judge a log.</summary>
    /// <returns>The number of findings, and the process's peak memory in MB.</returns>
    public static async Task<(int Findings, double Megabytes)> StartAsync(string log)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "TestHarness.Benchmarks.dll");
        var numbers = (await Programs.RunAsync(Environment.ProcessPath!, program, "judge", log)).Split(' ')
            .Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        return (numbers[0], numbers[1] * 1024 / 1e6);
    }

    /// <summary>Judges the log, and prints the number of findings and the peak memory in KiB.</summary>
    public static async Task<int> RunAsync(string log)
    {
        var findings = await JudgeAsync(() => File.OpenRead(log));
        var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith(PeakMemory, StringComparison.Ordinal));
        Console.Write($"{findings} {peak[PeakMemory.Length..].Replace("kB", "", StringComparison.Ordinal).Trim()}");
        return 0;
    }

    /// <summary>Reads and judges a log as that of a guest.</summary>
    /// <returns>The number of findings.</returns>
    public static async Task<int> JudgeAsync(Func<Stream> open)
    {
        var judge = new KernelLogJudge(AllowList.Empty);
        var reader = new KernelLogReader(new LogShell(open));
        var reading = await reader.ReadAsync(0, () => judge.Begin(KernelLogOwner.Guest, "guest"));
        return judge.Judge(reading, KernelLogOwner.Guest, "guest").Findings.Length;
    }
}
