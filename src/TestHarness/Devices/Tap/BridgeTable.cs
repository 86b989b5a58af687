using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Devices.Tap;

/// <summary>The MAC addresses that a bridge has learned, each with its port.</summary>
public static class BridgeTable
{
    /// <summary>$1: the bridge, $2: the address.</summary>
    private const string Forget = """
        bridge fdb show br "$1" | sed -n "s/^$2 dev \([^ ]*\) .*/\1/p" | while read -r port; do
            bridge fdb del "$2" dev "$port" master 2>/dev/null || true
        done
        """;

    /// <summary>
    /// Removes a guest's address from the bridge. A guest that loses or gets its VF is behind another port from then on, but the
    /// bridge sends the guest's packets to the earlier port until the guest sends something itself. A guest that only
    /// answers requests sends nothing: the requests come from the tap, and the guest's kernel drops them while the VF serves.
    /// </summary>
    /// <remarks>Linux Documentation/networking/net_failover.rst, Live Migration of a VM with SR-IOV VF.</remarks>
    public static async Task ForgetAsync(IHost host, string bridge, string mac, CancellationToken cancellationToken = default) =>
        (await host.RunAsync(Command.Shell(Forget, bridge, mac), cancellationToken)).OrThrow(FailureClass.Provision);
}
