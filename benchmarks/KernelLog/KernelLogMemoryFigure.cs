using TestHarness.Benchmarks.Measuring;
using TestHarness.Cli.Bench;

namespace TestHarness.Benchmarks.KernelLog;

/// <summary>The memory that judging a large kernel log takes.</summary>
internal sealed class KernelLogMemoryFigure : IFigure
{
    private const int Repetitions = 1;
    private const double Limit = 100;

    public string Name => "kernel-log-memory";

    public string About => "peak memory of a process that judges 1 GB of kernel log against its limit";

    public BenchBound Bound => BenchBound.AtMost(1);

    public async Task<Medians> MeasureAsync()
    {
        using var log = new KernelLogFile();
        return await Medians.AgainstAsync(
            Limit, "MB", Repetitions, async () => (await KernelLogJudging.StartAsync(log.FullPath)).Megabytes);
    }
}
