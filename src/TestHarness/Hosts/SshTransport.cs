using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts.Ssh;
using TestHarness.Hosts.SshNet;

namespace TestHarness.Hosts;

/// <summary>
/// The choice of the transport for an SSH host: SSH.NET, unless the user's OpenSSH configuration of the host, or of a jump host
/// on the way, has a setting that SSH.NET lacks. OpenSSH's client carries the host then.
/// </summary>
/// <param name="Route">The host with its jump hosts.</param>
/// <param name="Reasons">The reasons for OpenSSH's client; none when SSH.NET carries the host.</param>
internal sealed record SshTransport(SshNetRoute Route, ImmutableArray<string> Reasons)
{
    /// <summary>Whether SSH.NET carries the host.</summary>
    public bool IsSshNet => Reasons.IsEmpty;

    /// <summary>Reads the configuration and chooses the transport.</summary>
    /// <exception cref="HarnessException">Class config: the configuration is wrong.</exception>
    public static async Task<SshTransport> ChooseAsync(SshDestination destination)
    {
        var settings = await SshSettings.ReadAsync(destination, destination.Host);
        return await ChooseAsync(destination, settings, settings["proxyjump"], "");
    }

    /// <summary>Makes the host object; the host is reached at its first command.</summary>
    public IHost Connect(string name, SshDestination destination) =>
        IsSshNet ? new SshNetHost(name, destination, Route) : new OpenSshHost(name, destination);

    public override string ToString() => IsSshNet
        ? "SSH.NET; OpenSSH's client for Unix sockets"
        : $"OpenSSH's client: {string.Join("; ", Reasons)}";

    /// <param name="hops">The jump hosts as for <c>ssh -J</c>, the last next to the host; null when there are none.</param>
    /// <param name="place">The prefix of a reason: empty for the destination, the name for a jump host.</param>
    private static async Task<SshTransport> ChooseAsync(
        SshDestination destination, SshSettings settings, string? hops, string place)
    {
        var jump = hops is null ? null : await ChooseJumpAsync(destination, hops);
        var route = SshNetRoute.Of(destination, settings, jump?.Route);
        var reasons = await SshNetLimits.FindAsync(settings, route);
        return new(route, [.. jump?.Reasons ?? [], .. reasons.Select(reason => $"{place}{reason}")]);
    }

    private static async Task<SshTransport> ChooseJumpAsync(SshDestination destination, string hops)
    {
        var comma = hops.LastIndexOf(',');
        var settings = await SshSettings.ReadAsync(destination, hops[(comma + 1)..]);
        var before = comma < 0 ? settings["proxyjump"] : hops[..comma];
        return await ChooseAsync(destination, settings, before, $"jump host {settings.Target}: ");
    }
}
