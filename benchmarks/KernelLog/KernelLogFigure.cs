using System.Globalization;
using TestHarness.Benchmarks.Measuring;
using TestHarness.Cli.Bench;
using TestHarness.Failures;

namespace TestHarness.Benchmarks.KernelLog;

/// <summary>How fast a kernel log is judged: the speed of ripgrep with the same patterns is the measure.</summary>
internal sealed class KernelLogFigure : IFigure
{
    private const int Repetitions = 3;

    public string Name => "kernel-log";

    public string About => "1 GB of kernel log judged against ripgrep with the same patterns";

    public BenchBound Bound => BenchBound.AtLeast(1);

    public async Task<Medians> MeasureAsync()
    {
        var ripgrep = Programs.Require("rg", "ripgrep");
        using var log = new KernelLogFile();
        var patterns = log.Write("patterns", RipgrepPatterns.Text);
        var (findings, matched) = (0, 0);
        var medians = await Medians.InTurnAsync(
            "MB/s",
            Repetitions,
            () => RateAsync(async () => findings = (await KernelLogJudging.StartAsync(log.FullPath)).Findings),
            () => RateAsync(async () => matched = int.Parse(
                await Programs.RunAsync(ripgrep, "--count", "--file", patterns, log.FullPath), CultureInfo.InvariantCulture)));
        return matched == log.Errors && findings > 0 ? medians : throw new HarnessException(
            FailureClass.GuestHealth,
            $"the log has {log.Errors} errors, but ripgrep found {matched}, and the harness has {findings} findings of them");
    }

    private static async Task<double> RateAsync(Func<Task> judge) => KernelLogFile.Bytes / 1e6 / await Clock.TimeAsync(judge);
}
