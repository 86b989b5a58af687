using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts.Ssh;
using TestHarness.Hosts.SshNet;

namespace TestHarness.Hosts;

/// <summary>
/// The choice of what carries an SSH host: SSH.NET, unless the user's OpenSSH configuration of the host, or of a jump host on
/// the way, asks for something that SSH.NET does not have. OpenSSH's client carries the host then.
/// </summary>
/// <param name="Route">The host with its jump hosts.</param>
/// <param name="Reasons">Why OpenSSH's client carries the host; none when SSH.NET does.</param>
internal sealed record SshTransport(SshNetRoute Route, ImmutableArray<string> Reasons)
{
    public bool IsSshNet => Reasons.IsEmpty;

    /// <exception cref="HarnessException">Class config: the configuration is wrong.</exception>
    public static async Task<SshTransport> ChooseAsync(SshDestination destination)
    {
        var settings = await SshSettings.ReadAsync(destination, destination.Host);
        return await ChooseAsync(destination, settings, settings["proxyjump"], "");
    }

    public IHost Connect(string name, SshDestination destination) =>
        IsSshNet ? new SshNetHost(name, destination, Route) : new OpenSshHost(name, destination);

    public override string ToString() => IsSshNet
        ? "SSH.NET; OpenSSH's client for Unix sockets"
        : $"OpenSSH's client: {string.Join("; ", Reasons)}";

    /// <param name="hops">The jump hosts as for <c>ssh -J</c>: the last is next to the host. Null when there are none.</param>
    /// <param name="place">What a reason starts with: nothing for the destination, the name of a jump host.</param>
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
