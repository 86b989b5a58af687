using System.Net.Sockets;
using TestHarness.Benchmarks.Measuring;
using TestHarness.Cli.Bench;
using TestHarness.Hosts;
using TestHarness.Qmp;

namespace TestHarness.Benchmarks.Qmp;

/// <summary>Round trips of the QMP client against those of a blocking socket, one by one, to the same QEMU.</summary>
internal sealed class QmpFigure(string name, int inFlight, BenchBound bound) : IFigure
{
    private const int Repetitions = 7;
    private const int RoundTrips = 4000;

    public string Name => name;

    public string About => $"QMP round trips with {inFlight} in flight against a blocking socket's one by one";

    public BenchBound Bound => bound;

    public async Task<Medians> MeasureAsync()
    {
        var qemu = Programs.Require("qemu-system-x86_64", "qemu-system-x86");
        var folder = Directory.CreateTempSubdirectory("harness-bench-qmp-");
        try
        {
            string[] sockets = [Path.Combine(folder.FullName, "client"), Path.Combine(folder.FullName, "blocking")];
            var monitors = sockets.SelectMany(socket => new[] { "-qmp", $"unix:{socket},server=on,wait=off" });
            await using var host = new LocalHost("this machine");
            await using var process = await host.StartAsync(
                new Command(qemu, ["-nodefaults", "-machine", "none", "-display", "none", "-S", .. monitors]));
            await using var client = await QmpClient.ConnectAsync("measured", new UnixDomainSocketEndPoint(sockets[0]));
            using var blocking = new BlockingQmp(sockets[1]);
            return await Medians.InTurnAsync("1/s", Repetitions, () => RateAsync(client), () => RateAsync(blocking));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<double> RateAsync(QmpClient client)
    {
        async Task ExecuteAllAsync()
        {
            for (var i = 0; i < RoundTrips / inFlight; i++)
                await client.ExecuteAsync("query-status");
        }

        var lanes = Enumerable.Range(0, inFlight);
        return RoundTrips / await Clock.TimeAsync(() => Task.WhenAll(lanes.Select(_ => ExecuteAllAsync())));
    }

    private static async Task<double> RateAsync(BlockingQmp blocking) => RoundTrips / await Clock.TimeAsync(() => Task.Run(() =>
    {
        for (var i = 0; i < RoundTrips; i++)
            blocking.Execute("{\"execute\":\"query-status\",\"id\":12345}\n"u8);
    }));
}
