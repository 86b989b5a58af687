using TestHarness.Hosts;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Ledger;

/// <summary>A host on which some commands end by an exception instead of a result; it counts all commands.</summary>
internal sealed class ThrowingHost(string name, HostConnection connection, Func<Command, Exception?> error)
    : HostDecorator(new LocalHost(name))
{
    private int _commands;

    public int Commands => _commands;

    public override HostConnection Connection => connection;

    public override Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _commands);
        return error(command) is { } thrown
            ? Task.FromException<CommandResult>(thrown)
            : base.RunAsync(command, cancellationToken);
    }
}

/// <summary>Every connection is this host.</summary>
internal sealed class OneHost(IHost host) : IHostFactory
{
    public IHost Connect(string name, HostConnection connection) => host;
}
