using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Devices.Tap;

/// <summary>A tap interface on a bridge of a host, for a guest's virtio NIC.</summary>
/// <param name="Name">The name, at most 15 characters, as the kernel requires; unique on the host.</param>
public sealed record TapDevice(IHost Host, string Name, LedgerEntry Entry)
{
    /// <summary>$1: the tap, $2: the bridge.</summary>
    private const string Make = """
        [ -d "/sys/class/net/$2/bridge" ] || {
            echo "there is no bridge $2; there are: $(ls -d /sys/class/net/*/bridge 2>/dev/null | cut -d/ -f5 | tr '\n' ' ')" >&2
            exit 1
        }
        ip tuntap add dev "$1" mode tap && ip link set dev "$1" master "$2" up
        """;

    /// <summary>$1: the tap.</summary>
    private const string Remove = """[ ! -e "/sys/class/net/$1" ] || ip link delete dev "$1" """;

    /// <summary>
    /// Creates a tap on a bridge. The module tun must be loaded: the kernel would load it by itself and keep it.
    /// </summary>
    /// <exception cref="HarnessException">Class provision: the host has no such bridge.</exception>
    public static async Task<TapDevice> CreateAsync(
        IHost host, LedgerScope scope, string bridge, CancellationToken cancellationToken = default)
    {
        var name = $"th{Guid.NewGuid().ToString("n")[..8]}";
        var entry = await scope.ProvisionAsync(host, $"tap {name}", Command.Shell(Remove, name), async () =>
            (await host.RunAsync(Command.Shell(Make, name, bridge), cancellationToken)).OrThrow(FailureClass.Provision),
            Presence.OfPaths($"/sys/class/net/{name}"));
        return new TapDevice(host, name, entry);
    }
}
