using TestHarness.Guests.Agent;
using TestHarness.Guests.Console;
using TestHarness.Qemu.Machines;

namespace TestHarness.Guests.Access;

/// <summary>The QEMU guest agent, over the socket <see cref="MachineSite.AgentSocket"/> of QEMU.</summary>
public sealed record AgentAccess : GuestAccess
{
    /// <inheritdoc/>
    public override async Task<GuestSession> EnterAsync(
        QemuMachine machine, SerialConsole console, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var channel = await AgentChannel.ConnectAsync(machine, timeout, cancellationToken);
        try
        {
            var info = await channel.Client.QueryInfoAsync(cancellationToken);
            return info.Allows("guest-exec")
                ? new AgentShell(console, channel, info.Version)
                : throw channel.Client.Failure(
                    $"the guest agent {info.Version} does not allow guest-exec: allow it in the agent's configuration");
        }
        catch
        {
            await channel.DisposeAsync();
            throw;
        }
    }
}
