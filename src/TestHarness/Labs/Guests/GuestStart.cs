using TestHarness.Devices;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Guests.Access;
using TestHarness.Guests.Templates;
using TestHarness.Labs.Recipes;
using TestHarness.GuestPlaces;
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
    public async Task<Guest> RunAsync(CancellationToken cancellationToken)
    {
        if (lab.TemplateImage is { } image
            && recipe is QemuGuest { CanStartFromTemplate: true } own
            && devices.IsEmpty
            && place.Disk.TemplateIdentity is { } disk)
        {
            try
            {
                return await StartFromTemplateAsync(own, disk, image, cancellationToken);
            }
            catch (HarnessException exception) when (exception.FailureClass != FailureClass.Ssh)
            {
                lab.Progress($"{Request.Name} boots, as the start from a template failed ({exception.Message})");
            }
        }

        return await BootAsync(cancellationToken);
    }

    private Guest Tell(Guest guest)
    {
        if (recipe.Access is not BuiltInAccess)
            lab.Progress($"{name}: {guest.Access}");
        return guest;
    }

    private async Task<Guest> BootAsync(CancellationToken cancellationToken)
    {
        var machine = await recipe.StartAsync(Request, cancellationToken);
        return Tell(await Guest.BootAsync(
            machine, recipe.Access, OpenLog(), lab.Environment.Timeouts.Boot, cancellationToken));
    }

    private async Task<Guest> StartFromTemplateAsync(
        QemuGuest own, string disk, string image, CancellationToken cancellationToken)
    {
        var tools = place.Host.Tools;
        var commandLine = own.CommandLine(place, lab.Environment.Guest, place.Host.Directory);
        var folder = new TemplateFolder(place.Host.Host);
        var key = TemplateKey.Of(tools.Qemu, image, commandLine, (place.Disk.Path, disk), place.Host.Directory);
        var (path, isThere) = await folder.FindAsync(key, cancellationToken);
        if (!isThere)
            await MakeAsync(folder, own, path, cancellationToken);
        try
        {
            return await ResumeAsync(own, SavedState.For(tools.Version, path), cancellationToken);
        }
        catch (HarnessException exception) when (exception.FailureClass != FailureClass.Ssh)
        {
            await folder.RemoveAsync(path, cancellationToken);
            throw;
        }
    }

    /// <summary>Boots a guest and saves it as a template.</summary>
    private async Task MakeAsync(TemplateFolder folder, QemuGuest own, string path, CancellationToken cancellationToken)
    {
        lab.Progress($"a guest boots on {place.Name} to be saved as a template");
        var state = SavedState.For(place.Host.Tools.Version, $"{path}.{Guid.NewGuid():n}");
        try
        {
            var timeouts = lab.Environment.Timeouts;
            var machine = await StartForTemplateAsync(own, state, cancellationToken);
            await using var guest = await Guest.BootAsync(machine, own.Access, log: null, timeouts.Boot, cancellationToken);
            await guest.Shell.RunAsync(GuestHealth.WaitFor(own.GuestPath), timeouts.Command, cancellationToken);
            await state.WriteAsync(machine.Qmp, timeouts.Boot, cancellationToken);
        }
        catch
        {
            await folder.RemoveAsync(state.Path, CancellationToken.None);
            throw;
        }

        await folder.PublishAsync(state.Path, path, cancellationToken);
    }

    /// <summary>
    /// Starts a QEMU whose guest becomes a template. The QEMU is not a part of the scenario: it is neither recorded nor counted.
    /// </summary>
    /// <param name="state">The place of the guest's saved state.</param>
    private async Task<QemuMachine> StartForTemplateAsync(
        QemuGuest own, SavedState state, CancellationToken cancellationToken)
    {
        var site = await lab.Machines.MakeSideSiteAsync(place, "template", cancellationToken);
        var start = own.Describe(place, site, lab.Environment.Guest, incoming: false, devices: []);
        var machine = await QemuMachine.StartAsync(
            start with { MayStartPrograms = state.NeedsProgramToWrite }, cancellationToken);
        return lab.Machines.Keep(machine);
    }

    private async Task<Guest> ResumeAsync(QemuGuest own, SavedState state, CancellationToken cancellationToken)
    {
        var timeout = lab.Environment.Timeouts.Command;
        var machine = await own.ResumeAsync(Request, state, cancellationToken);
        Guest? guest = null;
        try
        {
            guest = await Guest.ResumeAsync(machine, own.Access, OpenLog(), timeout, cancellationToken);
            await TemplateRenewal.RunAsync(guest.Shell, recipe.GuestPath, timeout, cancellationToken);
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
