using System.Collections.Immutable;
using Reqnroll;
using TestHarness.Devices;
using TestHarness.Devices.Registry;
using TestHarness.Failures;
using TestHarness.GuestPlaces;

namespace TestHarness.Steps.Arguments;

/// <summary>The devices of a guest: a table with the columns device and setting. One of them is the guest's disk.</summary>
public sealed record GuestDevices(ImmutableArray<(GuestDeviceKind Kind, string Setting)> Rows)
{
    /// <summary>Reads a table.</summary>
    /// <exception cref="HarnessException">
    /// Class config: a device is not known or stands there twice, a device does not have the setting, or the table does not have
    /// exactly one disk.
    /// </exception>
    public static GuestDevices Of(DataTable table)
    {
        var rows = table.RowsWith("device", "setting")
            .Select(row => (Kind: Find(row["device"]), Setting: row["setting"]))
            .ToImmutableArray();
        foreach (var (kind, setting) in rows)
            kind.Check(setting);
        if (rows.GroupBy(row => row.Kind).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new HarnessException(
                FailureClass.Config, $"the table has device '{twice.Key.Name}' twice: a guest has each device once");
        var disks = DeviceKinds.GuestDevices.Where(kind => kind.IsDisk).Select(kind => kind.Name);
        return rows.Count(row => row.Kind.IsDisk) == 1
            ? new GuestDevices(rows)
            : throw new HarnessException(
                FailureClass.Config, $"expected one disk among the guest's devices: {string.Join(" or ", disks)}");
    }

    /// <summary>Provides the devices on the hosts of a scenario, in the order of the table.</summary>
    /// <returns>The places where the guest can run, and its devices beside its disk.</returns>
    public async Task<(ImmutableArray<GuestPlace> Places, DeviceSet Beside)> ProvideAsync(
        ILab lab, CancellationToken cancellationToken)
    {
        var provided = ImmutableArray.CreateBuilder<ProvidedDevice>();
        foreach (var (kind, setting) in Rows)
            provided.Add(await kind.ProvideAsync(lab, setting, cancellationToken));
        var beside = provided.Select(device => device.Device).OfType<GuestDevice>();
        return ([.. provided.SelectMany(device => device.Places)], new DeviceSet([.. beside]));
    }

    private static GuestDeviceKind Find(string name) =>
        DeviceKinds.GuestDevices.FirstOrDefault(kind => kind.Name == name) ?? throw new HarnessException(
            FailureClass.Config,
            $"a guest cannot have a device '{name}': expected "
            + $"{string.Join(", ", DeviceKinds.GuestDevices.Select(kind => kind.Name))}");
}
