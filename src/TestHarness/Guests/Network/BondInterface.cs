using TestHarness.Environments;
using TestHarness.Failures;

namespace TestHarness.Guests.Network;

/// <summary>
/// A bond of virtio and VF in the guest, which the harness controls: active-backup, with the VF active while the guest has it.
/// </summary>
/// <param name="name">The bond's name, for example <c>bond0</c>.</param>
/// <param name="virtio">The MAC address of the virtio NIC.</param>
/// <param name="vf">
/// The MAC address of the VF, which differs: the bond takes the address of the active interface (fail_over_mac=active).
/// </param>
/// <remarks>Linux Documentation/networking/bonding.rst; seed 002 (the guest agent's part there).</remarks>
public sealed class BondInterface(IGuestShell shell, string name, string virtio, string vf)
{
    /// <summary>The shell function <c>active MAC vf|virtio</c>: whether that interface carries the traffic.</summary>
    private string Active => $$"""
        active() { nic "$@" && read -r now < {{Bonding}}/active_slave && [ "$now" = "${at##*/}" ]; }
        inactive() {
            nic "$@" || { echo "there is no interface with the address $1 ($2)"; exit 1; }
            read -r now < {{Bonding}}/active_slave; read -r state < "$at/operstate"
            echo "${at##*/} ($2, operstate $state) does not carry the traffic: the active interface is ${now:-none}"; exit 1
        }
        """;

    /// <summary>
    /// Adds the interface of <c>$at</c>: the kernel takes none that is up, as a network manager may have left it.
    /// </summary>
    private string Add => $$"""ip link set "${at##*/}" down && echo "+${at##*/}" > {{Bonding}}/slaves""";

    private string Bonding => $"/sys/class/net/{name}/bonding";

    /// <summary>
    /// Makes the bond, gives it an address and adds both interfaces. The bond announces a new address 20 times, as one
    /// announcement can be lost: in 2 s, or in 1 s before Linux 5.3, which has no peer_notif_delay.
    /// </summary>
    /// <exception cref="HarnessException">
    /// Class preflight: the guest's own configuration would clash with the bond; nothing was changed. Class guest-health: the
    /// bond does not carry the guest's traffic in time.
    /// </exception>
    public async Task SetUpAsync(InterfaceAddress address, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        await RefuseClashAsync(timeout, cancellationToken);
        await RunAsync(
            $$"""
            [ -e /sys/class/net/bonding_masters ] || modprobe bonding || exit
            [ -e {{Bonding}} ] || echo +{{name}} > /sys/class/net/bonding_masters || exit
            echo active-backup > {{Bonding}}/mode && echo 50 > {{Bonding}}/miimon &&
                echo active > {{Bonding}}/fail_over_mac && echo 20 > {{Bonding}}/num_grat_arp || exit
            [ ! -e {{Bonding}}/peer_notif_delay ] || echo 100 > {{Bonding}}/peer_notif_delay || exit
            named {{virtio}} virtio || { echo "there is no virtio interface with the address {{virtio}}"; exit 1; }
            {{Add}} && ip link set {{name}} up && ip addr add {{address}} dev {{name}}
            """,
            timeout,
            cancellationToken);
        if (await EnslaveVfAsync(timeout, cancellationToken) is { } why)
            throw new HarnessException(FailureClass.GuestHealth, why);
    }

    /// <summary>Adds the VF as soon as the guest has it, and waits until it is the active interface.</summary>
    /// <returns>The reason why the VF is not active in time; null when it is.</returns>
    public Task<string?> EnslaveVfAsync(TimeSpan timeout, CancellationToken cancellationToken = default) => FindFailureAsync(
        $$"""
        {{Active}}
        named {{vf}} vf || inactive {{vf}} vf
        [ -e "$at/master" ] || { {{Add}}; } || exit
        echo "${at##*/}" > {{Bonding}}/primary || exit
        await active {{vf}} vf || inactive {{vf}} vf
        """,
        timeout,
        cancellationToken);

    /// <summary>Waits until the VF is the active interface.</summary>
    /// <returns>The reason why the VF is not active in time; null when it is.</returns>
    public Task<string?> AwaitVfAsync(TimeSpan timeout, CancellationToken cancellationToken = default) => FindFailureAsync(
        $"""
        {Active}
        await active {vf} vf || inactive {vf} vf
        """,
        timeout,
        cancellationToken);

    /// <summary>Removes the VF from the bond, so that virtio carries the traffic.</summary>
    /// <param name="serves">Whether the VF carried the traffic; otherwise the guest need not have it in the bond.</param>
    public Task ReleaseVfAsync(bool serves, TimeSpan timeout, CancellationToken cancellationToken = default) => RunAsync(
        $$"""
        {{Active}}
        if nic {{vf}} vf; then
            {{(serves ? "" : "[ ! -e \"$at/master\" ] ||")}} echo "-${at##*/}" > {{Bonding}}/slaves || exit
        else
            {{(serves ? $"inactive {vf} vf" : ":")}}
        fi
        await active {{virtio}} virtio || inactive {{virtio}} virtio
        """,
        timeout,
        cancellationToken);

    private async Task RefuseClashAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var found = await RunAsync(
            $$"""
            all={{name}}
            for one in "{{virtio}} virtio" "{{vf}} vf"; do ! nic $one || all="${at##*/} $all"; done
            for at in $all; do
                [ -e "/sys/class/net/$at" ] || continue
                ip -o -4 addr show dev "$at" | awk '{ print $2 " has the address " $4 }'
                [ ! -e "/sys/class/net/$at/master" ] ||
                    echo "$at belongs to $(basename "$(readlink "/sys/class/net/$at/master")")"
                slaves=$(cat "/sys/class/net/$at/bonding/slaves" 2>/dev/null)
                [ -z "$slaves" ] || echo "$at has $slaves"
                ! grep -qsE '^ADMIN_STATE=(pending|configuring|configured|failed)' \
                    "/run/systemd/netif/links/$(cat "/sys/class/net/$at/ifindex")" || echo "$at is managed by systemd-networkd"
                case $(! command -v nmcli > /dev/null || nmcli -g GENERAL.STATE device show "$at" 2>/dev/null) in
                    '' | 10*) ;;
                    *) echo "$at is managed by NetworkManager" ;;
                esac
            done
            """,
            timeout,
            cancellationToken);
        if (found.Trim() is { Length: > 0 } clash)
            throw new HarnessException(
                FailureClass.Preflight,
                $"the guest has a network configuration of its own, with which {name} would clash, so that nothing was changed: "
                + clash.Replace("\n", "; ", StringComparison.Ordinal));
    }

    private async Task<string> RunAsync(string script, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var result = await NicScript.RunAsync(shell, script, timeout, cancellationToken);
        return result.ExitCode == 0
            ? result.Output
            : throw new HarnessException(FailureClass.GuestHealth, $"the guest's {name}: {result.Output.Trim()}");
    }

    private async Task<string?> FindFailureAsync(string script, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var result = await NicScript.RunAsync(shell, script, timeout, cancellationToken);
        return result.ExitCode == 0 ? null : $"the guest's {name}: {result.Output.Trim()}";
    }
}
