using System.Collections.Immutable;
using System.Net;
using TestHarness.Hosts.Channels;

namespace TestHarness.Hosts;

/// <summary>
/// This machine. Its commands run in a session of their own, so that Ctrl-C on a terminal ends the harness alone.
/// </summary>
public sealed class LocalHost(string name) : PosixHost(name, new LocalConnection())
{
    public override Task<IForward> ForwardAsync(EndPoint endPoint, CancellationToken cancellationToken = default) =>
        Task.FromResult<IForward>(new PassThrough(endPoint));

    private protected override ValueTask DisposeCarrierAsync() => ValueTask.CompletedTask;

    private protected override Task<Channel> OpenAsync(ImmutableArray<string> words, CancellationToken cancellationToken) =>
        Task.FromResult<Channel>(new CliWrapChannel(["setsid", .. words]));

    private sealed record PassThrough(EndPoint Local) : IForward
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
