using System.Collections.Immutable;
using Reqnroll;
using TestHarness.Devices;
using TestHarness.Devices.Luns;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.Steps.Arguments;

/// <summary>
/// The LUNs of a reported guest's disks: a table with the columns disk and LUN. The first disk is the usual one.
/// </summary>
public sealed record LunsOfDisks(ImmutableArray<(DeviceId Disk, LunName Lun)> Rows)
{
    /// <summary>Reads a table.</summary>
    /// <exception cref="HarnessException">Class config: a disk or a LUN stands there twice.</exception>
    public static LunsOfDisks Of(DataTable table)
    {
        var rows = table.RowsWith("disk", "LUN")
            .Select(row => (DeviceId.Parse(row["disk"]), LunName.Parse(row["LUN"])))
            .ToImmutableArray();
        RequireOnce("disk", rows.Select(row => row.Item1.Text));
        RequireOnce("LUN", rows.Select(row => row.Item2.Text));
        return new LunsOfDisks(rows);
    }

    /// <summary>Provides the LUNs on the hosts of a scenario.</summary>
    /// <returns>The places where the guest can run.</returns>
    public async Task<ImmutableArray<GuestPlace>> ProvideAsync(ILab lab, CancellationToken cancellationToken)
    {
        var provisioning = new LunProvisioning(lab);
        var places = await provisioning.ProvideAsync(Rows[0].Lun, cancellationToken);
        foreach (var (disk, lun) in Rows[1..])
        {
            var others = await provisioning.ProvideAsync(lun, cancellationToken);
            places = [.. places.Zip(others, (place, other) => place with { Beside = place.Beside.Add(disk.Text, other.Disk) })];
        }

        return places;
    }

    private static void RequireOnce(string column, IEnumerable<string> cells)
    {
        if (cells.GroupBy(cell => cell).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new HarnessException(
                FailureClass.Config, $"the table has {column} '{twice.Key}' twice: each {column} is named once");
    }
}
