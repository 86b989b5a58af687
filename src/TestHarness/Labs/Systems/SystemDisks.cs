using System.Collections.Immutable;
using TestHarness.Devices;
using TestHarness.Devices.Luns;
using TestHarness.Environments;
using TestHarness.Evidence.Reproduction;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Hosts;
using TestHarness.Images.Disks;
using TestHarness.Ledger;

namespace TestHarness.Labs.Systems;

/// <summary>
/// Makes the system disk of a scenario's guest: an overlay on storage that all hosts share, over an image on each host.
/// </summary>
internal sealed class SystemDisks(ILab lab, GuestImages images)
{
    /// <summary>The beginning of scripts that call the qemu-img which belongs to a QEMU.</summary>
    private const string QemuImg = """img=${1%/*}/qemu-img; [ -x "$img" ] || img=qemu-img; """;

    /// <summary>Makes the overlay, and returns the disk as each host reaches it, by the host's name.</summary>
    /// <exception cref="HarnessException">
    /// Class config: the hosts share no storage for the overlay. Class preflight: a host has no UEFI firmware, or does not see
    /// the storage. Class provision: the image could not be copied, or the overlay could not be made.
    /// </exception>
    public async Task<ImmutableDictionary<string, SystemDisk>> MakeAsync(
        SystemImage image, string sha256, CancellationToken cancellationToken = default)
    {
        var bases = await Task.WhenAll(
            lab.Hosts.Select(host => OnHostAsync(host, image, sha256, cancellationToken)));
        var overlays = await OverlaysAsync(cancellationToken);
        var first = bases[0].With(overlays[0]);
        await CreateAsync(lab.Hosts[0], first, cancellationToken);
        return lab.Hosts.Select((host, index) => (host.Name, Disk: bases[index].With(overlays[index])))
            .ToImmutableDictionary(pair => pair.Name, pair => pair.Disk);
    }

    private async Task<ImageOnHost> OnHostAsync(
        LabHost host, SystemImage image, string sha256, CancellationToken cancellationToken)
    {
        var path = await images.CopyAsync(host.Host, image, sha256, cancellationToken);
        var kernel = image.Kernel is { } direct
            ? await direct.OnAsync(host.Host, await direct.ContentAsync(cancellationToken), cancellationToken)
            : null;
        return new ImageOnHost(new BackingImage(path, image.Format), kernel, await UefiAsync(host, image, cancellationToken));
    }

    /// <summary>Makes this guest's copy of the firmware's variables; returns null for an image without UEFI.</summary>
    private async Task<(string Code, string Variables)?> UefiAsync(
        LabHost host, SystemImage image, CancellationToken cancellationToken)
    {
        if (image.Kernel is not null || image.Firmware == Firmware.Bios)
            return null;

        var firmware = await UefiFirmware.FindAsync(host.Host, cancellationToken);
        var variables = $"{host.Directory}/uefi-variables.fd";
        string[] copy = ["cp", "--", firmware.Variables, variables];
        (await host.Host.RunAsync(new Command(copy[0], copy[1..]), cancellationToken)).OrThrow(FailureClass.Provision);
        lab.Record(new CommandStep("the guest's UEFI variables", host.Name, [.. copy]));
        return (firmware.Code, variables);
    }

    /// <summary>Returns the overlay's path on each host, in the order of the scenario's hosts.</summary>
    private async Task<ImmutableArray<(string Path, bool IsDevice)>> OverlaysAsync(CancellationToken cancellationToken)
    {
        switch (lab.Environment.Overlays)
        {
            case OverlayLun lun:
                var luns = await new LunProvisioning(lab).FindAsync(LunName.Parse(lun.Name), cancellationToken);
                return [.. luns.Select(found => (found.Path, true))];
            case OverlayDirectory directory:
                var folder = await MakeFolderAsync(directory.Path, cancellationToken);
                return [.. lab.Hosts.Select(_ => ($"{folder}/system.qcow2", false))];
            default:
                RequireOneMachine();
                return [.. lab.Hosts.Select(_ => ($"{lab.Hosts[0].Directory}/system.qcow2", false))];
        }
    }

    /// <summary>Makes a folder in the directory that all hosts share, and checks that all of them see it.</summary>
    private async Task<string> MakeFolderAsync(string directory, CancellationToken cancellationToken)
    {
        var folder = $"{directory}/{Path.GetFileName(lab.Hosts[0].Directory)}";
        await lab.Provisioning.ProvisionAtOnceAsync(
            lab.Hosts[0].Host,
            $"directory {folder}",
            new Command("rm", "-rf", "--", folder),
            new Command("mkdir", "-m", "700", folder),
            Presence.OfPaths(folder),
            cancellationToken);
        foreach (var host in lab.Hosts)
        {
            if (!(await host.Host.RunAsync(new Command("test", "-d", folder), cancellationToken)).Succeeded)
                throw new HarnessException(
                    FailureClass.Preflight,
                    $"{host.Name} does not see {folder}, which {lab.Hosts[0].Name} made: 'overlays' of storage must name a "
                    + "directory that all hosts have mounted");
        }

        return folder;
    }

    private void RequireOneMachine()
    {
        if (lab.Hosts.Select(host => host.Host.Connection).Distinct().Count() > 1)
        {
            throw new HarnessException(
                FailureClass.Config,
                $"the hosts of environment '{lab.Environment.Name}' share no storage for the overlay of a disk image: "
                + "give 'storage' an 'overlays' with a 'directory' or a 'lun'");
        }
    }

    private async Task CreateAsync(LabHost host, SystemDisk disk, CancellationToken cancellationToken)
    {
        var image = disk.Backing[0];
        var create = Command.Shell(
            QemuImg + """exec "$img" create -q -f qcow2 -F "$2" -b "$3" "$4" """,
            host.Tools.Qemu.Path, image.Format == DiskFormat.Qcow2 ? "qcow2" : "raw", image.Path, disk.Overlay);
        (await host.Host.RunAsync(create, cancellationToken)).OrThrow(FailureClass.Provision);
        lab.Record(new CommandStep(
            "the overlay of the guest's disk image",
            host.Name,
            [
                "qemu-img", "create", "-f", "qcow2", "-F", image.Format == DiskFormat.Qcow2 ? "qcow2" : "raw", "-b", image.Path,
                disk.Overlay,
            ]));
    }

    private sealed record ImageOnHost(BackingImage Image, Images.BootImage? Kernel, (string Code, string Variables)? Uefi)
    {
        public SystemDisk With((string Path, bool IsDevice) overlay) =>
            new(overlay.Path, overlay.IsDevice, [Image]) { Kernel = Kernel, Uefi = Uefi };
    }
}
