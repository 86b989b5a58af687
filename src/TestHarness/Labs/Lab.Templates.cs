using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Qemu.Machines;

namespace TestHarness.Labs;

public sealed partial class Lab
{
    /// <summary>The content of the image of which templates are made; null where every guest boots.</summary>
    public string? TemplateImage { get; init; }

    /// <summary>
    /// Starts a QEMU whose guest becomes a template. No scenario has a part in it: it is neither recorded nor counted.
    /// </summary>
    /// <param name="state">Where the guest's state is to be written.</param>
    internal async Task<QemuMachine> StartForTemplateAsync(
        GuestPlace place, QemuGuest recipe, SavedState state, CancellationToken cancellationToken)
    {
        var directory = $"{place.Host.Directory}/template-{ProcessTag.NewId()}";
        (await place.Host.Host.RunAsync(new Command("mkdir", directory), cancellationToken)).OrThrow(FailureClass.Provision);
        var site = SiteIn(directory, place.Host, $"template on {place.Name}");
        var start = Describe(place, site, recipe, Environment.Guest, incoming: false, devices: []);
        var machine = await QemuMachine.StartAsync(
            start with { MayStartPrograms = state.NeedsProgramToWrite }, cancellationToken);
        Keep(machine);
        return machine;
    }
}
