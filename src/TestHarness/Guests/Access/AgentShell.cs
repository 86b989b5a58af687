using System.Text;
using System.Text.Json;
using TestHarness.Guests.Agent;
using TestHarness.Guests.Console;
using TestHarness.Hosts;
using TestHarness.Qemu.Machines;

namespace TestHarness.Guests.Access;

/// <summary>
/// Runs scripts by the guest agent. Each command to the agent holds the guest's input, so that no command is on its way when the
/// guest switches over.
/// </summary>
internal sealed class AgentShell(SerialConsole console, AgentChannel channel, string version)
    : GuestSession(console), IGuestAgent
{
    /// <summary>
    /// Runs the script of the input, which may be longer than an argument. The shell redirects itself: when it redirects a part
    /// of a script, the background processes of that part keep the agent's pipe open, and the agent waits for their end.
    /// </summary>
    private const string Evaluate = """exec 2>&1; script=$(cat) && exec < /dev/null && eval "$script" """;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan InputTimeout = TimeSpan.FromMinutes(1);

    private AgentChannel _channel = channel;
    private QemuMachine? _destination;

    /// <inheritdoc/>
    public override string Description => $"guest agent {version} as root";

    /// <inheritdoc/>
    public string Name => _channel.Client.Name;

    /// <inheritdoc/>
    public async Task<JsonElement> ExecuteAsync(
        string command, object? arguments = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        using (await Console.HoldForCommandAsync(InputTimeout, cancellationToken))
        {
            await FollowAsync(cancellationToken);
            return await _channel.Client.ExecuteAsync(command, arguments, timeout, cancellationToken);
        }
    }

    /// <inheritdoc/>
    internal override void MoveTo(QemuMachine destination) => _destination = destination;

    /// <inheritdoc/>
    protected override async Task<ShellResult> RunAloneAsync(
        string script, string situation, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(script));
        var result = await this.RunAsync(
            Command.Shell(Evaluate).WithTimeout(timeout).WithStandardInput(input), cancellationToken);
        return new ShellResult(result.ExitCode, result.StandardOutput + result.StandardError);
    }

    /// <inheritdoc/>
    protected override ValueTask CloseAsync() => _channel.DisposeAsync();

    /// <summary>Connects to the agent's channel of the QEMU to which the guest has migrated.</summary>
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _destination, null) is not { } destination)
            return;

        var left = _channel;
        _channel = await AgentChannel.ConnectAsync(destination, ConnectTimeout, cancellationToken);
        await left.DisposeAsync();
    }
}
