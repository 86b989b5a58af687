using System.Net;

namespace TestHarness.Hosts;

/// <summary>
/// A host reached over SSH. At its first command, the user's OpenSSH configuration decides which transport carries it.
/// </summary>
public sealed class SshHost(string name, SshDestination destination) : IHost
{
    // The choice ignores the cancellation of a command, because other commands wait for the choice too; it has a time limit of
    // its own.
    private readonly Lazy<Task<IHost>> _carrier = new(async () =>
        (await SshTransport.ChooseAsync(destination)).Connect(name, destination));

    public string Name => name;

    public HostConnection Connection { get; } = new SshConnection(destination);

    public async Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default) =>
        await (await CarrierAsync(cancellationToken)).RunAsync(command, cancellationToken);

    public async Task<IHostProcess> StartAsync(Command command, CancellationToken cancellationToken = default) =>
        await (await CarrierAsync(cancellationToken)).StartAsync(command, cancellationToken);

    public async Task PutFileAsync(string localPath, string hostPath, CancellationToken cancellationToken = default) =>
        await (await CarrierAsync(cancellationToken)).PutFileAsync(localPath, hostPath, cancellationToken);

    public async Task GetFileAsync(string hostPath, string localPath, CancellationToken cancellationToken = default) =>
        await (await CarrierAsync(cancellationToken)).GetFileAsync(hostPath, localPath, cancellationToken);

    public async Task<IForward> ForwardAsync(EndPoint endPoint, CancellationToken cancellationToken = default) =>
        await (await CarrierAsync(cancellationToken)).ForwardAsync(endPoint, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!_carrier.IsValueCreated)
            return;

        // A choice that failed has nothing to dispose, and the command that needed it has thrown its failure.
        await ((Task)_carrier.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_carrier.Value.IsCompletedSuccessfully)
            await _carrier.Value.Result.DisposeAsync();
    }

    private Task<IHost> CarrierAsync(CancellationToken cancellationToken) => _carrier.Value.WaitAsync(cancellationToken);
}
