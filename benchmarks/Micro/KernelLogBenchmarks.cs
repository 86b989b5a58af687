using System.Text;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using TestHarness.Guests;
using TestHarness.Health.KernelLog;

namespace TestHarness.Benchmarks;

/// <summary>Judging a busy guest's kernel log: it is done after every leg.</summary>
[MemoryDiagnoser]
public partial class KernelLogBenchmarks : IGuestShell
{
    private const int Records = 10_000;

    private static readonly byte[] Log = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, Records).Select(
        i => $"6,{i},{i}000,-;virtio_scsi virtio0: a harmless message of usual length, number {i}\n")));

    [Benchmark]
    public async Task<int> ReadAndJudge10000Records()
    {
        var judge = new KernelLogJudge(AllowList.Empty);
        var reading = await new KernelLogReader(this).ReadAsync(0, () => judge.Begin(KernelLogOwner.Guest, "guest"));
        return judge.Judge(reading, KernelLogOwner.Guest, "guest").Findings.Length;
    }

    public async Task<ShellResult> RunAsync(string script, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        using var output = new MemoryStream();
        var result = await RunAsync(script, output, timeout, cancellationToken);
        return result with { Output = Encoding.UTF8.GetString(output.ToArray()) };
    }

    public async Task<ShellResult> RunAsync(
        string script, Stream output, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        await output.WriteAsync(Log, cancellationToken);
        var end = $"15,{Records + 1},{Records + 1}000,-;{Marker().Match(script).Value}\n";
        await output.WriteAsync(Encoding.UTF8.GetBytes(end), cancellationToken);
        return new ShellResult(0, "");
    }

    [GeneratedRegex("testharness-marker [0-9a-f]+")]
    private static partial Regex Marker();
}
