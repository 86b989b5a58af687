using TestHarness.Hosts;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Labs.LegChecks;

namespace TestHarness.Tests.Storage;

/// <summary>A host on which one path is another file.</summary>
internal sealed class ElsewhereHost(string path, string other) : HostDecorator(new LocalHost("host2"))
{
    public override Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default) => base.RunAsync(
        Plants.Copy(command, command.Program, command.Arguments.Select(word => word == path ? other : word)), cancellationToken);
}
