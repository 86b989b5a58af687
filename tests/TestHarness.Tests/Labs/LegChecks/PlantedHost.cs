using System.Text;
using TestHarness.Hosts;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>This machine as a host, with what a test has planted; processes start as they are.</summary>
internal sealed class PlantedHost(string name, Plants plants) : HostDecorator(new LocalHost(name))
{
    public override async Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        if (plants.AnswerTo(Name, command) is not { } output)
            return await base.RunAsync(plants.Apply(command), cancellationToken);

        if (command.StandardOutput is { } stream)
            await stream.WriteAsync(Encoding.UTF8.GetBytes(output), cancellationToken);
        return new CommandResult(Name, $"{command}", 0, command.StandardOutput is null ? output : "", "", TimeSpan.Zero);
    }
}

/// <summary>Connects to hosts that all have the same plants.</summary>
internal sealed class PlantedHosts(Plants plants) : IHostFactory
{
    public IHost Connect(string name, HostConnection connection) => new PlantedHost(name, plants);
}
