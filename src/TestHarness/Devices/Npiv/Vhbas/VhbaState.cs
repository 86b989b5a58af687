using System.Globalization;
using TestHarness.Devices.Npiv.Hbas;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Hosts.Scripts;

namespace TestHarness.Devices.Npiv.Vhbas;

/// <summary>The state of the port that has a WWPN, whatever its host number.</summary>
public static class VhbaState
{
    /// <summary>
    /// $1: the WWPN, $2: the limit in seconds. The kernel reports a port's state over a netlink socket to which no tool listens,
    /// and sysfs does not notify, so the script polls. It prints nothing; the caller reads the state afterwards.
    /// </summary>
    private const string Await = ShellClock.Function + """
        end=$(($(seconds) + $2))
        while [ "$(seconds)" -le "$end" ]; do
            for port in /sys/class/fc_host/host*; do
                [ "$(cat "$port/port_name" 2>/dev/null)" = "$1" ] || continue
                device=$(readlink -f "$port/device"); vport=${device%/*}; state=/sys/class/fc_vports/${vport##*/}/vport_state
                [ "$(cat "$port/port_state")" = Online ] && { [ ! -e "$state" ] || [ "$(cat "$state")" = Active ]; } && exit 0
            done
            sleep 0.1
        done
        """;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    /// <summary>Finds the port with a WWPN.</summary>
    /// <returns>The port; null when the host has none with the WWPN.</returns>
    public static async Task<FcPort?> FindAsync(IHost host, Wwn wwpn, CancellationToken cancellationToken = default) =>
        (await FcPorts.ReadAsync(host, cancellationToken)).FirstOrDefault(port => port.Wwns.Wwpn == wwpn);

    /// <summary>Waits until the port is online and its vport active, which means that it is logged in to the fabric.</summary>
    /// <exception cref="HarnessException">
    /// Class provision: the port is not online after that time; the message has its last state and the fabric.
    /// </exception>
    public static async Task<FcPort> AwaitOnlineAsync(
        IHost host, Wwn wwpn, TimeSpan within, CancellationToken cancellationToken = default)
    {
        var seconds = Math.Ceiling(within.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var wait = Command.Shell(Await, wwpn.ToSysfs(), seconds).WithTimeout(3 * within + Grace);
        (await host.RunAsync(wait, cancellationToken)).OrThrow(FailureClass.Provision);
        var found = await FindAsync(host, wwpn, cancellationToken);
        if (found is { IsOnline: true })
            return found;

        var last = found is null
            ? "no port with this WWPN"
            : $"host{found.Number} with {found.State}, N_Port ID {found.PortId}, fabric {found.Fabric?.ToString() ?? "none"}";
        throw new HarnessException(
            FailureClass.Provision,
            $"the port with WWPN {wwpn} on {host.Name} was expected to be Online (a vHBA's vport Active) within "
            + $"{within.TotalSeconds:0.#} s, found {last}; " +
            "check that the HBA's link is up, the switch has NPIV enabled, and the zone has this WWPN");
    }
}
