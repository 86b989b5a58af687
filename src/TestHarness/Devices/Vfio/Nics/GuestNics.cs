using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Guests;

namespace TestHarness.Devices.Vfio.Nics;

/// <summary>A guest's NICs, each a virtio NIC beside a VF, wherever the guest is.</summary>
public abstract class GuestNics(ImmutableArray<GuestNic> nics) : GuestDevice
{
    /// <inheritdoc/>
    public override string Name => "NIC with a VF";

    /// <summary>The NICs, in the order of their numbers.</summary>
    public ImmutableArray<GuestNic> Nics { get; } = nics;

    /// <summary>The service of each VF after the last migration; empty before the first.</summary>
    public ImmutableArray<VfService> Vfs { get; protected set; } = [];

    /// <summary>The VFs that do not serve the guest since the last migration; their NICs have virtio alone.</summary>
    public IEnumerable<VfService> WithoutVf => Vfs.Where(vf => !vf.Serves);

    /// <inheritdoc/>
    public override IEnumerable<UnservedDevice> Unserved => WithoutVf.Select(vf => new UnservedDevice(vf.FailureClass, $"{vf}"));

    /// <summary>The NICs' connections now, in words.</summary>
    public override IEnumerable<string> Connections => Nics.Select(nic => $"NIC {nic.Number}: {nic.Mac}");

    /// <summary>Waits until every VF carries the guest's traffic.</summary>
    /// <returns>The service of each VF.</returns>
    public abstract Task<ImmutableArray<VfService>> AwaitVfsAsync(Guest guest, CancellationToken cancellationToken);

    /// <summary>Waits until every VF carries the guest's traffic.</summary>
    /// <exception cref="HarnessException">Class guest-health: a VF does not do so in time.</exception>
    public async Task RequireVfsAsync(Guest guest, CancellationToken cancellationToken)
    {
        var vfs = await AwaitVfsAsync(guest, cancellationToken);
        if (vfs.FirstOrDefault(vf => !vf.Serves) is { } unserved)
            throw new HarnessException(FailureClass.GuestHealth, $"{unserved}");
    }

    /// <summary>Returns whether QEMU has the NIC's VF since the last migration.</summary>
    protected bool IsPlugged(GuestNic nic) => Vfs.All(vf => vf.Nic != nic || vf.IsPlugged);

    /// <summary>Returns whether the NIC's VF serves the guest since the last migration.</summary>
    protected bool Serves(GuestNic nic) => Vfs.All(vf => vf.Nic != nic || vf.Serves);

    /// <summary>Makes NICs with successive addresses.</summary>
    /// <param name="first">The first NIC's address.</param>
    protected static ImmutableArray<GuestNic> Make(InterfaceAddress first, int count, bool hasOneMac) =>
        [.. Enumerable.Range(1, count).Select(number => GuestNic.Of(number, first.After(number - 1), hasOneMac))];
}
