using TestHarness.Hosts;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Labs.Interruptions;

/// <summary>Interrupts a scenario once, when it comes to a phase.</summary>
internal sealed class Interruption(Phase phase, Func<Task> act) : IHostFactory
{
    private int _hasActed;
    private bool _hasBegunLeg;

    public IHost Connect(string name, HostConnection connection) =>
        new WatchedHost(new HostFactory().Connect(name, connection), this);

    /// <summary>Reads a line that tells how far the scenario is.</summary>
    public void Tell(string line)
    {
        TestContext.Out.WriteLine(line);
        if (!line.StartsWith("leg 1:", StringComparison.Ordinal))
            return;
        _hasBegunLeg = true;
        if (phase == Phase.Leg)
            ActAsync().GetAwaiter().GetResult();
    }

    private async Task BeforeAsync(Command command)
    {
        var isTime = phase switch
        {
            Phase.Open => command is { Program: "mkdir", Arguments: ["-m", ..] },
            Phase.Check => _hasBegunLeg && $"{command}".Contains("testharness-marker", StringComparison.Ordinal),
            Phase.Close => command is { Program: "rm", Arguments: ["-rf", ..] },
            _ => false,
        };
        if (isTime)
            await ActAsync();
    }

    private async Task AfterStartAsync()
    {
        if (phase == Phase.Boot)
            await ActAsync();
    }

    private async Task ActAsync()
    {
        if (Interlocked.Exchange(ref _hasActed, 1) == 0)
            await act();
    }

    private sealed class WatchedHost(IHost host, Interruption interruption) : HostDecorator(host)
    {
        public override async Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default)
        {
            await interruption.BeforeAsync(command);
            return await base.RunAsync(command, cancellationToken);
        }

        public override async Task<IHostProcess> StartAsync(Command command, CancellationToken cancellationToken = default)
        {
            var process = await base.StartAsync(command, cancellationToken);
            await interruption.AfterStartAsync();
            return process;
        }
    }
}
