using System.Collections.Concurrent;
using System.Net;
using TestHarness.Hosts;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Faults;

/// <summary>Makes a fault happen once, when a scenario comes to a phase.</summary>
internal sealed class FaultPoint(FaultPhase phase, Func<Task> act) : IHostFactory
{
    private readonly List<IHostProcess> _machines = [];
    private int _hasActed;
    private bool _hasBegunLeg;

    /// <summary>The phase of the fault.</summary>
    public FaultPhase Phase => phase;

    /// <summary>The lines that the scenario has told.</summary>
    public ConcurrentBag<string> Told { get; } = [];

    /// <summary>Whether the fault has happened.</summary>
    public bool HasActed => _hasActed != 0;

    /// <summary>The QEMU that was started last: the destination once there is a migration, before that the source.</summary>
    public IHostProcess Newest => _machines[^1];

    /// <summary>The QEMU that was started before the last one: the source of a migration.</summary>
    public IHostProcess Earlier => _machines[^2];

    /// <summary>Returns the end point to which the harness connects for one of a host; the host's own unless set.</summary>
    public Func<EndPoint, IForward, IForward> Forward { get; set; } = (_, forward) => forward;

    /// <summary>Returns a command as the host runs it; unchanged unless set.</summary>
    public Func<Command, Command> Change { get; set; } = command => command;

    public IHost Connect(string name, HostConnection connection) =>
        new WatchedHost(new HostFactory().Connect(name, connection), this);

    /// <summary>Reads a line that tells how far the scenario is.</summary>
    public void Tell(string line)
    {
        TestContext.Out.WriteLine(line);
        Told.Add(line);
        if (!line.StartsWith("leg 1:", StringComparison.Ordinal))
            return;
        _hasBegunLeg = true;
        if (phase == FaultPhase.Leg)
            ActAsync().GetAwaiter().GetResult();
    }

    /// <summary>Tells that the scenario has come to a phase.</summary>
    public Task ReachAsync(FaultPhase reached) => reached == phase ? ActAsync() : Task.CompletedTask;

    private async Task BeforeAsync(Command command)
    {
        var isTime = phase switch
        {
            FaultPhase.Open => command is { Program: "mkdir", Arguments: ["-m", ..] },
            FaultPhase.Check => _hasBegunLeg && $"{command}".Contains("testharness-marker", StringComparison.Ordinal),
            FaultPhase.Close => command is { Program: "rm", Arguments: ["-rf", ..] },
            _ => false,
        };
        if (isTime)
            await ActAsync();
    }

    private async Task AfterStartAsync(Command command, IHostProcess process)
    {
        if (!$"{command}".Contains("qmp.sock", StringComparison.Ordinal))
            return;
        _machines.Add(process);
        await ReachAsync(FaultPhase.Boot);
    }

    private async Task ActAsync()
    {
        if (Interlocked.Exchange(ref _hasActed, 1) == 0)
            await act();
    }

    private sealed class WatchedHost(IHost host, FaultPoint point) : HostDecorator(host)
    {
        public override async Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default)
        {
            await point.BeforeAsync(command);
            return await base.RunAsync(point.Change(command), cancellationToken);
        }

        public override async Task<IHostProcess> StartAsync(Command command, CancellationToken cancellationToken = default)
        {
            var process = await base.StartAsync(point.Change(command), cancellationToken);
            await point.AfterStartAsync(command, process);
            return process;
        }

        public override async Task<IForward> ForwardAsync(EndPoint endPoint, CancellationToken cancellationToken = default) =>
            point.Forward(endPoint, await base.ForwardAsync(endPoint, cancellationToken));
    }
}
