using TestHarness.Benchmarks.Measuring;
using TestHarness.Cli.Bench;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Benchmarks.Commands;

/// <summary>A command of an SSH host, which a standing shell runs.</summary>
internal sealed class CommandFigure : IFigure
{
    private const int Repetitions = 5;
    private const int Times = 20;

    public string Name => "command";

    public string About => "a command over a standing shell against one of ssh over a ControlMaster";

    public BenchBound Bound => BenchBound.AtMost(0.1);

    public async Task<Medians> MeasureAsync()
    {
        await using var sshd = await PrivateSshd.StartAsync();
        await using var host = new HostFactory().Connect("host", new SshConnection(sshd.Destination));
        return await Medians.InTurnAsync(
            "ms",
            Repetitions,
            () => MillisecondsAsync(async () => (await host.RunAsync(new Command("true"))).OrThrow(FailureClass.Provision)),
            () => MillisecondsAsync(() => sshd.RunAsync("true")));
    }

    private static async Task<double> MillisecondsAsync(Func<Task> run) => 1000 / Times * await Clock.TimeAsync(async () =>
    {
        for (var i = 0; i < Times; i++)
            await run();
    });
}
