using TestHarness.Devices;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Guests;
using TestHarness.Guests.Access;
using TestHarness.Guests.Templates;
using TestHarness.Labs.Recipes;
using TestHarness.Qemu.Machines;

namespace TestHarness.Labs.Guests;

/// <summary>
/// The start of a scenario's guest: from a template, which is the saved state of a guest that booted on the host, or else by
/// booting. A guest always boots when it has state outside QEMU (a passed-through device, a NIC, a vdpa device, a libvirt
/// domain), when it is broken on purpose, and when a report describes it: a stranger's command line must leave nothing on a host.
/// </summary>
internal sealed class GuestStart(Lab lab, GuestPlace place, GuestRecipe recipe, string name, DeviceSet devices)
{
    private MachineRequest Request => new(lab, lab.Machines, place, $"{name}-1 on {place.Name}", devices);

    /// <summary>Starts the guest and waits until it answers.</summary>
    /// <returns>The guest on its place, with the recipe by which it is started on the next places.</returns>
    public async Task<PlacedGuest> RunAsync(CancellationToken cancellationToken)
    {
        var (guest, started) = await StartAsync(cancellationToken);
        if (started.Access is not BuiltInAccess)
            lab.Progress($"{name}: {guest.Access}");
        var disks = await started.FindDisksAsync(guest, place, lab.Environment.Timeouts.Command, cancellationToken);
        return new PlacedGuest(lab, lab.Machines, started, name, devices, guest, place, disks);
    }

    private async Task<(Guest Guest, GuestRecipe Recipe)> StartAsync(CancellationToken cancellationToken)
    {
        if (recipe is not QemuGuest own)
            return (await BootAsync(recipe, cancellationToken), recipe);

        if (devices.IsEmpty && place.Disk.TemplateIdentity is { } disk && own.TemplateContent(lab) is { } content)
        {
            try
            {
                return await StartFromTemplateAsync(own, disk, content, cancellationToken);
            }
            catch (HarnessException exception) when (exception.FailureClass != FailureClass.Ssh)
            {
                lab.Progress($"{Request.Name} boots, as the start from a template failed ({exception.Message})");
            }
        }

        var booted = await own.WithDiskAsync(place, template: null, cancellationToken);
        return (await BootAsync(booted, cancellationToken), booted);
    }

    private async Task<Guest> BootAsync(GuestRecipe booted, CancellationToken cancellationToken)
    {
        var machine = await booted.StartAsync(Request, cancellationToken);
        return await Guest.BootAsync(
            machine, booted.Access, OpenLog(), lab.Environment.Timeouts.Boot, cancellationToken);
    }

    private async Task<(Guest Guest, GuestRecipe Recipe)> StartFromTemplateAsync(
        QemuGuest own, string disk, string content, CancellationToken cancellationToken)
    {
        var start = new TemplateStart(lab, place, own, disk, content);
        var template = await start.FindAsync(cancellationToken);
        try
        {
            var resumed = await own.WithDiskAsync(place, template.Disk, cancellationToken);
            return (await ResumeAsync(resumed, template, cancellationToken), resumed);
        }
        catch (HarnessException exception) when (exception.FailureClass != FailureClass.Ssh)
        {
            await start.RemoveAsync(template, cancellationToken);
            throw;
        }
    }

    private async Task<Guest> ResumeAsync(QemuGuest resumed, Template template, CancellationToken cancellationToken)
    {
        var timeout = lab.Environment.Timeouts.Command;
        var state = SavedState.For(place.Host.Tools.Version, template.Path);
        var machine = await resumed.ResumeAsync(Request, state, cancellationToken);
        Guest? guest = null;
        try
        {
            guest = await Guest.ResumeAsync(machine, resumed.Access, OpenLog(), timeout, cancellationToken);
            await TemplateRenewal.RunAsync(guest.Shell, resumed.GuestPath, timeout, cancellationToken);
            return guest;
        }
        catch
        {
            await (guest?.DisposeAsync() ?? machine.DisposeAsync());
            throw;
        }
    }

    private Stream OpenLog() => lab.Evidence.Open($"{name}-serial.log", limit: lab.Environment.Limits.Console);
}
