using System.Collections.Immutable;
using TestHarness.Devices;
using TestHarness.Environments;
using TestHarness.Evidence.Reproduction;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Hosts;
using TestHarness.Images;
using TestHarness.Images.Disks;

namespace TestHarness.Labs.Systems;

/// <summary>
/// The system disks of a scenario's guest: an overlay on storage that all hosts share, over an image on each host.
/// </summary>
internal sealed class SystemDisks
{
    /// <summary>The beginning of scripts that call the qemu-img which belongs to a QEMU.</summary>
    private const string QemuImg = """img=${1%/*}/qemu-img; [ -x "$img" ] || img=qemu-img; """;

    private readonly ILab _lab;
    private readonly SystemImage _image;
    private readonly ImmutableDictionary<string, SystemDisk> _plain;
    private readonly OverlayStorage _storage;

    private SystemDisks(ILab lab, SystemImage image, ImmutableDictionary<string, SystemDisk> plain)
    {
        (_lab, _image, _plain) = (lab, image, plain);
        _storage = new OverlayStorage(lab);
    }

    /// <summary>The SHA-256 of the image.</summary>
    public string Sha256 => _image.Sha256;

    /// <summary>Provides the image on all hosts of the scenario.</summary>
    /// <param name="seed">The seed for cloud-init; null for none.</param>
    /// <exception cref="HarnessException">
    /// Class preflight: a host has no UEFI firmware. Class provision: the image could not be copied.
    /// </exception>
    public static async Task<SystemDisks> ProvideAsync(
        ILab lab, GuestImages images, SystemImage image, CloudSeed? seed, CancellationToken cancellationToken = default)
    {
        var plain = await Task.WhenAll(lab.Hosts.Select(async host =>
        {
            var disk = await PlainAsync(lab, images, host, image, cancellationToken);
            return KeyValuePair.Create(host.Name, disk with { Seed = await SeedAsync(host, seed, cancellationToken) });
        }));
        return new SystemDisks(lab, image, plain.ToImmutableDictionary());
    }

    /// <summary>Returns the disk on a host without an overlay, which no guest can have.</summary>
    public SystemDisk Plain(LabHost host) => _plain.TryGetValue(host.Name, out var disk)
        ? disk
        : throw new HarnessException(
            FailureClass.Config, $"the guest's disk image is not on {host.Name}, a host of another scenario");

    /// <summary>
    /// Makes the overlay of the scenario's guest, and returns the disk as each host reaches it, by the host's name.
    /// </summary>
    /// <param name="host">The host on which the guest starts.</param>
    /// <param name="template">The SHA-256 of a template's disk on that host, which the guest continues; null for none.</param>
    /// <exception cref="HarnessException">
    /// Class config: the hosts share no storage for the overlay. Class preflight: a host does not see the storage. Class
    /// provision: the overlay could not be made, or the template's disk not copied.
    /// </exception>
    public async Task<ImmutableDictionary<string, SystemDisk>> MakeAsync(
        LabHost host, string? template, CancellationToken cancellationToken)
    {
        var paths = await _storage.FindAsync(cancellationToken);
        var behind = template is null
            ? _plain
            : await new TemplateDisk(_lab, host, template).OverAsync(_plain, cancellationToken);
        var disks = _lab.Hosts.ToImmutableDictionary(
            other => other.Name, other => behind[other.Name] with { Overlay = paths[other.Name], IsDevice = _storage.IsDevice });
        await CreateAsync(host, disks[host.Name], cancellationToken);
        var disk = disks[host.Name];
        _lab.Record(new CommandStep(
            "the overlay of the guest's disk image",
            host.Name,
            [
                "qemu-img", "create", "-f", "qcow2", "-F", disk.Backing[0].FormatName, "-b", disk.Backing[0].Path, disk.Overlay,
            ]));
        return disks;
    }

    /// <summary>Makes an overlay that becomes the disk of a template.</summary>
    public async Task<SystemDisk> MakeTemplateAsync(LabHost host, string path, CancellationToken cancellationToken)
    {
        var disk = Plain(host) with { Overlay = path };
        await CreateAsync(host, disk, cancellationToken);
        return disk;
    }

    private static async Task<SystemDisk> PlainAsync(
        ILab lab, GuestImages images, LabHost host, SystemImage image, CancellationToken cancellationToken)
    {
        var path = await images.OnAsync(host.Host, image, cancellationToken);
        return new SystemDisk("", IsDevice: false, [new BackingImage(path, image.Format)])
        {
            Kernel = await KernelAsync(host, image, cancellationToken),
            Uefi = await UefiAsync(lab, host, image, cancellationToken),
        };
    }

    private static async Task<BootImage?> KernelAsync(LabHost host, SystemImage image, CancellationToken cancellationToken) =>
        image.Kernel is { } kernel
            ? await kernel.OnAsync(host.Host, await kernel.ContentAsync(cancellationToken), cancellationToken)
            : null;

    /// <summary>Makes this guest's copy of the firmware's variables; returns null for an image without UEFI.</summary>
    private static async Task<(string Code, string Variables)?> UefiAsync(
        ILab lab, LabHost host, SystemImage image, CancellationToken cancellationToken)
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

    /// <summary>Writes the seed for cloud-init into the scenario's directory of a host.</summary>
    private static async Task<string?> SeedAsync(LabHost host, CloudSeed? seed, CancellationToken cancellationToken)
    {
        if (seed is null)
            return null;

        var path = $"{host.Directory}/{seed.Name}";
        using var content = new MemoryStream(seed.Content);
        var write = Command.Shell("""umask 077; cat > "$1" """, path).WithStandardInput(content);
        (await host.Host.RunAsync(write, cancellationToken)).OrThrow(FailureClass.Provision);
        return path;
    }

    private static async Task CreateAsync(LabHost host, SystemDisk disk, CancellationToken cancellationToken)
    {
        var create = Command.Shell(
            QemuImg + """exec "$img" create -q -f qcow2 -F "$2" -b "$3" "$4" """,
            host.Tools.Qemu.Path, disk.Backing[0].FormatName, disk.Backing[0].Path, disk.Overlay);
        (await host.Host.RunAsync(create, cancellationToken)).OrThrow(FailureClass.Provision);
    }
}
