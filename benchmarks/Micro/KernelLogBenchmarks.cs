using BenchmarkDotNet.Attributes;
using TestHarness.Health.KernelLog;

namespace TestHarness.Benchmarks;

/// <summary>Judging a busy guest's kernel log: it is done after every leg.</summary>
[MemoryDiagnoser]
public class KernelLogBenchmarks
{
    private static readonly string Log = string.Concat(Enumerable.Range(1, 10_000).Select(
        i => $"6,{i},{i}000,-;virtio_scsi virtio0: a harmless message of usual length, number {i}\n"));

    [Benchmark]
    public int ParseAndJudge10000Records() =>
        KernelLogParser.Parse(Log).Records.Count(record => KernelLogJudge.Judge(record) is not null);
}
