using TestHarness.Devices;
using TestHarness.Devices.Npiv.Hbas;
using TestHarness.Libvirt;
using TestHarness.Tests.Devices.Vdpa;

namespace TestHarness.Tests.Devices.Npiv;

/// <summary>
/// A lab host with an HBA that the kernel's fcoe makes on one end of a veth pair. No fabric answers, so it is never Online.
/// </summary>
internal abstract class NpivLabFixture : LabFixture
{
    private const string Create = """
        ip link add thfc0 type veth peer name thfc1 && ip link set thfc0 up && ip link set thfc1 up || exit
        echo thfc0 > /sys/bus/fcoe/ctlr_create || exit
        echo 1 | tee /sys/class/net/thfc0/ctlr_*/enabled
        udevadm settle
        """;

    /// <summary>Removes the HBA and waits for its SCSI host, which fcoe removes some time after the request.</summary>
    private const string Destroy = """
        [ ! -e /sys/class/net/thfc0 ] || echo thfc0 > /sys/bus/fcoe/ctlr_destroy
        tries=0
        while grep -sqx 'fcoe v[0-9.]* over thfc0' /sys/class/fc_host/*/symbolic_name && [ "$tries" -lt 100 ]; do
            tries=$((tries + 1)); sleep 0.1
        done
        ip link del thfc0; udevadm settle
        """;

    protected Virsh Virsh { get; private set; } = null!;

    protected Hba Hba { get; private set; } = null!;

    [SetUp]
    public async Task MakeHba()
    {
        await KernelModules.LoadAsync(Host, Scope, ["veth", "fcoe"], CancellationToken.None);
        await ByAnotherAsync(Create, Destroy);
        Virsh = new Virsh(Host);
        Hba = (await HbaDiscovery.FindAsync(Virsh)).Single(hba => hba.Parent!.StartsWith("net_thfc0_", StringComparison.Ordinal));
    }

    protected async Task<string[]> VportsAsync() =>
        (await RunAsync("cat /sys/class/fc_vports/vport-\"$1\":*/port_name 2>/dev/null || true", $"{Hba.Number}")).Split(
            '\n', StringSplitOptions.RemoveEmptyEntries);
}
