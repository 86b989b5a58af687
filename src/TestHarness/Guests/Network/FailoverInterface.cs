using TestHarness.Environments;
using TestHarness.Failures;

namespace TestHarness.Guests.Network;

/// <summary>The guest's side of a QEMU failover pair: the kernel's net_failover joins virtio and VF, which have one MAC address.</summary>
/// <remarks>Linux Documentation/networking/net_failover.rst.</remarks>
public sealed class FailoverInterface(IGuestShell shell, string mac)
{
    public Task SetUpAsync(InterfaceAddress address, TimeSpan timeout, CancellationToken cancellationToken = default) => RunAsync(
        $$"""
        await nic {{mac}} virtio
        ip link set "${at##*/}" up && ip addr add {{address}} dev "${at##*/}"
        """,
        timeout,
        cancellationToken);

    /// <summary>Until the VF carries the traffic again.</summary>
    public Task AwaitVfAsync(TimeSpan timeout, CancellationToken cancellationToken = default) => RunAsync(
        $$"""
        carries() {
            nic {{mac}} vf && vf=$at && read -r state < "$vf/operstate" && [ "$state" = up ] && nic {{mac}} virtio && [ "$vf/master" -ef "$at" ]
        }
        await carries
        """,
        timeout,
        cancellationToken);

    private async Task RunAsync(string script, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var result = await shell.RunAsync(NicScript.Functions + script, timeout, cancellationToken);
        if (result.ExitCode != 0)
            throw new HarnessException(FailureClass.GuestHealth, $"the guest's failover interface {mac}: {result.Output.Trim()}");
    }
}
