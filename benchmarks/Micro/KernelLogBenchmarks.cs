using System.Text;
using BenchmarkDotNet.Attributes;
using TestHarness.Benchmarks.KernelLog;

namespace TestHarness.Benchmarks;

/// <summary>Judging a busy guest's kernel log: it is done after every leg.</summary>
[MemoryDiagnoser]
public class KernelLogBenchmarks
{
    private static readonly byte[] Log = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 10_000).Select(
        i => $"6,{i},{i}000,-;virtio_scsi virtio0: a harmless message of usual length, number {i}\n")));

    [Benchmark]
    public Task<int> ReadAndJudge10000Records() => KernelLogJudging.JudgeAsync(() => new MemoryStream(Log));
}
