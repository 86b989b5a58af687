using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Qmp.Transport;

namespace TestHarness.Guests.Agent;

/// <summary>The commands by which the agent reports about itself and the guest.</summary>
public static class GuestAgentQueries
{
    /// <summary>Checks that the agent answers.</summary>
    public static Task PingAsync(
        this IGuestAgent agent, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        agent.ExecuteAsync("guest-ping", null, timeout, cancellationToken);

    /// <summary>Queries the agent's version and commands.</summary>
    public static Task<GuestAgentInfo> QueryInfoAsync(
        this IGuestAgent agent, CancellationToken cancellationToken = default) =>
        agent.QueryAsync<GuestAgentInfo>("guest-info", null, cancellationToken);

    /// <summary>Queries the guest's network interfaces.</summary>
    public static Task<ImmutableArray<GuestInterface>> QueryInterfacesAsync(
        this IGuestAgent agent, CancellationToken cancellationToken = default) =>
        agent.QueryAsync<ImmutableArray<GuestInterface>>("guest-network-get-interfaces", null, cancellationToken);

    internal static async Task<T> QueryAsync<T>(
        this IGuestAgent agent, string command, object? arguments, CancellationToken cancellationToken) =>
        KebabJson.Read<T>(
            await agent.ExecuteAsync(command, arguments, null, cancellationToken), FailureClass.GuestHealth, agent.Name, command);
}
