using System.Net.Sockets;
using TestHarness.Guests.Agent;
using TestHarness.Hosts;
using TestHarness.Qemu.Machines;

namespace TestHarness.Guests.Access;

/// <summary>A session with a guest agent over the socket of one QEMU.</summary>
internal sealed class AgentChannel : IAsyncDisposable
{
    private readonly IForward _forward;
    private readonly GuestAgentClient _client;

    private AgentChannel(IForward forward, GuestAgentClient client) => (_forward, _client) = (forward, client);

    /// <summary>The agent.</summary>
    public IGuestAgent Client => _client;

    /// <summary>Connects to the agent of a QEMU's guest, and waits until it answers.</summary>
    /// <exception cref="Failures.HarnessException">Class guest-health: no agent answered in time.</exception>
    public static async Task<AgentChannel> ConnectAsync(
        QemuMachine machine, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var forward = await machine.Host.ForwardAsync(
            new UnixDomainSocketEndPoint($"{machine.Directory}/{MachineSite.AgentSocket}"), cancellationToken);
        try
        {
            var options = new GuestAgentOptions { ConnectTimeout = timeout };
            return new AgentChannel(
                forward, await GuestAgentClient.ConnectAsync(machine.Name, forward.Local, options, cancellationToken));
        }
        catch
        {
            await forward.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _forward.DisposeAsync();
    }
}
