using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.CommandLine.Reported;

namespace TestHarness.Labs.Recipes;

/// <summary>Makes the recipe of a reported guest.</summary>
public static class ReportedGuests
{
    /// <summary>
    /// Returns the recipe of a reported guest. The first disk beside the disk under test whose image the environment maps to a
    /// guest has that guest's operating system.
    /// </summary>
    /// <param name="disk">The id of the device that is the disk under test.</param>
    /// <param name="name">The guest whose system the scenario chose; null to look into the environment's mapping.</param>
    /// <exception cref="HarnessException">
    /// Class config: the report has no disk for the guest that the scenario chose. Another class: the image could not be provided
    /// on a host.
    /// </exception>
    public static async Task<ReportedGuest> MakeAsync(
        Lab lab, ReportedCommandLine report, string disk, GuestName? name, CancellationToken cancellationToken = default)
    {
        var others = report.Images.Where(image => image.Device != disk).ToArray();
        var mapped =
            from image in others
            from mapping in lab.Environment.ReportedImages
            where image.Path is { } path && mapping.Covers(path)
            select (image.Number, mapping.Guest);
        var chosen = name is null ? mapped : others.Select(image => (image.Number, name.Text)).DefaultIfEmpty((-1, name.Text));
        if (chosen.FirstOrDefault() is not (var number, { } guest))
            return new ReportedGuest(report, disk);

        if (number < 0)
        {
            throw new HarnessException(
                FailureClass.Config,
                $"the reported command line has no disk beside '{disk}' for the system of the guest '{guest}'");
        }

        var description = GuestRecipes.Find(lab.Environment, guest);
        var system = await GuestRecipes.ProvideAsync(lab, description, cancellationToken);
        return new ReportedGuest(report, disk) { System = new ReportedSystem(number, guest, description.Memory, system) };
    }
}
