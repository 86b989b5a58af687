using System.Net;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>A host on which nothing may be done: every use of it is an error.</summary>
internal sealed class UntouchedHost : IHost
{
    public string Name => "untouched";

    public HostConnection Connection => new LocalConnection();

    public Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default) =>
        throw Used($"{command}");

    public Task<IHostProcess> StartAsync(Command command, CancellationToken cancellationToken = default) =>
        throw Used($"{command}");

    public Task PutFileAsync(string localPath, string hostPath, CancellationToken cancellationToken = default) =>
        throw Used(hostPath);

    public Task GetFileAsync(string hostPath, string localPath, CancellationToken cancellationToken = default) =>
        throw Used(hostPath);

    public Task<IForward> ForwardAsync(EndPoint endPoint, CancellationToken cancellationToken = default) =>
        throw Used($"{endPoint}");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static HarnessException Used(string what) => new(FailureClass.Provision, $"the host was touched: {what}");
}
