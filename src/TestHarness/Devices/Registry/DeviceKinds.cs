using System.Collections.Immutable;
using TestHarness.Devices.Luns;
using TestHarness.Devices.Mdev;
using TestHarness.Devices.Npiv;
using TestHarness.Devices.Nvme;
using TestHarness.Devices.Tap;
using TestHarness.Devices.Vdpa;
using TestHarness.Devices.Vfio;
using TestHarness.Environments.Reading;
using TestHarness.Ledger;

namespace TestHarness.Devices.Registry;

/// <summary>The kinds of devices that the harness knows.</summary>
public static class DeviceKinds
{
    /// <summary>All kinds, in the order in which a survey of a host shows their capabilities.</summary>
    public static ImmutableArray<DeviceKind> All { get; } =
    [
        new LunsKind(),
        new NpivKind(),
        new VdpaKind(),
        new MdevKind(),
        new VfioKind(),
        new TapKind(),
        new NvmeKind(),
    ];

    /// <summary>The sections of all kinds in the mapping of a host in the environment file.</summary>
    public static ImmutableArray<HostSection> HostSections { get; } = [.. All.SelectMany(kind => kind.HostSections)];

    /// <summary>The devices of all kinds that a guest can have by a row of a feature's table.</summary>
    public static ImmutableArray<GuestDeviceKind> GuestDevices { get; } = [.. All.SelectMany(kind => kind.GuestDevices)];

    /// <summary>The kernel modules that the harness's own guest needs for all kinds.</summary>
    public static ImmutableArray<string> GuestModules { get; } = [.. All.SelectMany(kind => kind.GuestModules)];

    /// <summary>The leak probes of all kinds.</summary>
    public static ImmutableArray<LeakProbe> LeakProbes { get; } = [.. All.SelectMany(kind => kind.LeakProbes)];
}
