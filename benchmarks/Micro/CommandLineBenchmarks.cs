using BenchmarkDotNet.Attributes;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.Benchmarks;

/// <summary>Reading and printing the 1,500 characters of seed 000's command line.</summary>
[MemoryDiagnoser]
public class CommandLineBenchmarks
{
    private static readonly string Text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vhba-source.txt"));
    private static readonly QemuCommandLine Parsed = QemuCommandLine.Parse(Text);

    [Benchmark]
    public QemuCommandLine Parse() => QemuCommandLine.Parse(Text);

    [Benchmark]
    public string Print() => Parsed.ToString();
}
