using System.Globalization;
using BenchmarkDotNet.Running;
using TestHarness.Benchmarks;

if (args is ["ping-pong", .. var rest])
    await PingPongComparison.RunAsync(rest is [var repetitions] ? int.Parse(repetitions, CultureInfo.InvariantCulture) : 5);
else if (args is ["commands", .. var hosts])
    await CommandComparison.RunAsync(hosts);
else
    BenchmarkSwitcher.FromAssembly(typeof(PingPongComparison).Assembly).Run(args);
