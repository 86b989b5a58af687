using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Environments.Reading;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Devices;

/// <summary>A kind of devices that hosts have: everything that the harness must know of these devices on a host.</summary>
/// <remarks>A new kind is a class in a folder of its own, and a line in <c>Devices/Registry/DeviceKinds.cs</c>.</remarks>
public abstract class DeviceKind
{
    /// <summary>The name of the kind, for example <c>npiv</c>: that of its folder in lower case.</summary>
    public abstract string Name { get; }

    /// <summary>The lists that the kind has in the mapping of a host in the environment file.</summary>
    public virtual ImmutableArray<HostSection> HostSections => [];

    /// <summary>The things on a host that scenarios make for the kind, which a leak check compares.</summary>
    public virtual ImmutableArray<LeakProbe> LeakProbes => [];

    /// <summary>The devices of the kind that a guest can have by a row of a feature's table.</summary>
    public virtual ImmutableArray<GuestDeviceKind> GuestDevices => [];

    /// <summary>The kernel modules that the harness's own guest needs for the kind.</summary>
    public virtual ImmutableArray<string> GuestModules => [];

    /// <summary>Asks a host which capabilities of the kind it has, and changes nothing on the host.</summary>
    /// <param name="description">The host in the environment, with the items of <see cref="HostSections"/>.</param>
    /// <param name="qemu">The QEMU that runs guests on the host.</param>
    /// <returns>Each capability of the kind, with the reason when the host does not have it.</returns>
    public virtual Task<ImmutableArray<DeviceOffer>> SurveyAsync(
        IHost host, HostDescription description, QemuBinary qemu, CancellationToken cancellationToken = default) =>
        Task.FromResult(ImmutableArray<DeviceOffer>.Empty);
}
