using TestHarness.Environments;
using TestHarness.Failures;

namespace TestHarness.Guests.Network;

/// <summary>
/// The guest's side of a QEMU failover pair: the kernel's net_failover joins virtio and VF, which have the same MAC address.
/// </summary>
/// <remarks>Linux Documentation/networking/net_failover.rst.</remarks>
public sealed class FailoverInterface(IGuestShell shell, string mac)
{
    /// <summary>Gives the interface an address.</summary>
    /// <exception cref="HarnessException">
    /// Class guest-health: the guest has no such interface in time, or refuses the address.
    /// </exception>
    public async Task SetUpAsync(InterfaceAddress address, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var failure = await FindFailureAsync(
            $$"""
            named {{mac}} virtio || { echo "there is no virtio interface with the address {{mac}}"; exit 1; }
            ip link set "${at##*/}" up && ip addr add {{address}} dev "${at##*/}"
            """,
            timeout,
            cancellationToken);
        if (failure is not null)
            throw new HarnessException(FailureClass.GuestHealth, failure);
    }

    /// <summary>Waits until the VF carries the traffic again.</summary>
    /// <returns>The reason why the VF does not carry the traffic in time; null when it does.</returns>
    public Task<string?> AwaitVfAsync(TimeSpan timeout, CancellationToken cancellationToken = default) => FindFailureAsync(
        $$"""
        carries() {
            nic {{mac}} vf && vf=$at && read -r state < "$vf/operstate" && [ "$state" = up ] &&
                nic {{mac}} virtio && [ "$vf/master" -ef "$at" ]
        }
        await carries && exit
        nic {{mac}} vf || { echo "there is no interface with the VF's address {{mac}}"; exit 1; }
        read -r state < "$at/operstate"
        master=$(readlink "$at/master" || echo none)
        echo "the VF's interface ${at##*/} does not carry the traffic: its operstate is $state, its master $master"
        exit 1
        """,
        timeout,
        cancellationToken);

    private async Task<string?> FindFailureAsync(string script, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var result = await NicScript.RunAsync(shell, script, timeout, cancellationToken);
        return result.ExitCode == 0 ? null : $"the guest's failover interface {mac}: {result.Output.Trim()}";
    }
}
