using TestHarness.Hosts;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>This machine as a host, with what a test has planted; processes start as they are.</summary>
internal sealed class PlantedHost(string name, Plants plants) : HostDecorator(new LocalHost(name))
{
    public override Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default) =>
        plants.AnswerTo(Name, command) is { } output
            ? Task.FromResult(new CommandResult(Name, $"{command}", 0, output, "", TimeSpan.Zero))
            : base.RunAsync(plants.Apply(command), cancellationToken);
}

/// <summary>Connects to hosts that all have the same plants.</summary>
internal sealed class PlantedHosts(Plants plants) : IHostFactory
{
    public IHost Connect(string name, HostConnection connection) => new PlantedHost(name, plants);
}
