using TestHarness.Environments;
using TestHarness.Guests;
using TestHarness.Health;
using TestHarness.Migration;

namespace TestHarness.Labs.Nics;

/// <summary>A NIC of a libvirt domain, <c>&lt;teaming&gt;</c>: libvirt makes a failover pair of it, and chooses and swaps the VFs itself.</summary>
/// <remarks>https://libvirt.org/formatdomain.html, Teaming a virtio/hostdev NIC pair.</remarks>
public sealed class TeamedNics(FailoverPair pair, InterfaceAddress address) : GuestNics(Make(address, 1, pair.HasOneMac))
{
    public override Task SetUpAsync(Guest guest, CancellationToken cancellationToken) => pair.SetUpAsync(guest, Nics[0], cancellationToken);

    public override Task AwaitVfsAsync(Guest guest, CancellationToken cancellationToken) => pair.AwaitVfAsync(guest, Nics[0], cancellationToken);

    public override async Task<HealthReport> ArriveAsync(GuestMove move, CancellationToken cancellationToken)
    {
        await AwaitVfsAsync(move.Guest, cancellationToken);
        return pair.Check(move, Nics[0]);
    }
}
