using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Guests;
using TestHarness.Guests.Templates;
using TestHarness.Images.Disks;
using TestHarness.Labs.Recipes;
using TestHarness.Qemu.Machines;

namespace TestHarness.Labs.Guests;

/// <summary>
/// Finds the template of a guest, or makes it: a guest boots for it, and its state and its disk are kept on the host.
/// </summary>
/// <param name="disk">The identity of the disk under test.</param>
/// <param name="content">The content of the guest's image.</param>
internal sealed class TemplateStart(Lab lab, GuestPlace place, QemuGuest recipe, string disk, string content)
{
    private readonly TemplateFolder _folder = new(place.Host.Host);

    /// <summary>Returns the guest's template.</summary>
    /// <exception cref="HarnessException">
    /// The class depends on the cause: the guest did not boot, or could not be saved.
    /// </exception>
    public async Task<Template> FindAsync(CancellationToken cancellationToken)
    {
        var commandLine = recipe.TemplateLine(place, lab.Environment.Guest);
        var key = TemplateKey.Of(
            place.Host.Tools.Qemu, content, commandLine, (place.Disk.Path, disk), place.Host.Directory);
        var (path, template) = await _folder.FindAsync(key, cancellationToken);
        return template ?? await MakeAsync(path, cancellationToken);
    }

    /// <summary>Removes a template that does not start.</summary>
    public Task RemoveAsync(Template template, CancellationToken cancellationToken) =>
        _folder.RemoveAsync(template.Path, cancellationToken);

    /// <summary>Boots a guest and saves it as a template.</summary>
    private async Task<Template> MakeAsync(string path, CancellationToken cancellationToken)
    {
        lab.Progress($"a guest boots on {place.Name} to be saved as a template");
        var state = SavedState.For(place.Host.Tools.Version, $"{path}.{Guid.NewGuid():n}");
        var system = $"{state.Path}.qcow2";
        try
        {
            var saved = await recipe.WithTemplateDiskAsync(place, system, cancellationToken);
            await SaveAsync(saved, state, cancellationToken);
            var adopted = saved == recipe
                ? null
                : (await new HostImages(place.Host.Host).AdoptAsync(system, expected: null, cancellationToken)).Sha256;
            return await _folder.PublishAsync(state.Path, path, adopted, cancellationToken);
        }
        catch
        {
            await _folder.RemoveAsync(state.Path, CancellationToken.None);
            await _folder.RemoveAsync(system, CancellationToken.None);
            throw;
        }
    }

    private async Task SaveAsync(QemuGuest saved, SavedState state, CancellationToken cancellationToken)
    {
        var timeouts = lab.Environment.Timeouts;
        var machine = await StartAsync(saved, state, cancellationToken);
        await using var guest = await Guest.BootAsync(machine, saved.Access, log: null, timeouts.Boot, cancellationToken);
        await guest.Shell.RunAsync(GuestHealth.WaitFor(saved.GuestPath), timeouts.Command, cancellationToken);
        await state.WriteAsync(machine.Qmp, timeouts.Boot, cancellationToken);
    }

    /// <summary>
    /// Starts a QEMU whose guest becomes a template. The QEMU is not a part of the scenario: it is neither recorded nor counted.
    /// </summary>
    /// <param name="state">The place of the guest's saved state.</param>
    private async Task<QemuMachine> StartAsync(QemuGuest saved, SavedState state, CancellationToken cancellationToken)
    {
        var site = await lab.Machines.MakeSideSiteAsync(place, "template", cancellationToken);
        var start = saved.Describe(place, site, lab.Environment.Guest, incoming: false, devices: []);
        var machine = await QemuMachine.StartAsync(
            start with { MayStartPrograms = state.NeedsProgramToWrite }, cancellationToken);
        return lab.Machines.Keep(machine);
    }
}
