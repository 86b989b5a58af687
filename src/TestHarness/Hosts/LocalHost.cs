using System.Collections.Immutable;
using System.Net;
using TestHarness.Hosts.Adapters;
using TestHarness.Hosts.Channels;

namespace TestHarness.Hosts;

/// <summary>This machine. Commands run in a session of their own, so that Ctrl-C on a terminal ends the harness alone.</summary>
public sealed class LocalHost : PosixHost
{
    private readonly Func<IReadOnlyList<string>, Channel> _start;

    public LocalHost(string name)
        : this(name, HostAdapters.Start)
    {
    }

    internal LocalHost(string name, Func<IReadOnlyList<string>, Channel> start)
        : base(name, new LocalConnection()) => _start = start;

    public override Task<IForward> ForwardAsync(EndPoint endPoint, CancellationToken cancellationToken = default) =>
        Task.FromResult<IForward>(new PassThrough(endPoint));

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private protected override Task<Channel> OpenAsync(ImmutableArray<string> words, CancellationToken cancellationToken) =>
        Task.FromResult(_start(["setsid", .. words]));

    private sealed record PassThrough(EndPoint Local) : IForward
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
