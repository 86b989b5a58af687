using System.Collections.Immutable;
using TestHarness.Devices;
using TestHarness.Evidence.Reproduction;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Hosts;
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
        var plain = await Task.WhenAll(lab.Hosts.Select(async host => KeyValuePair.Create(
            host.Name, await new SystemOnHost(lab, host, image).ProvideAsync(images, seed, cancellationToken))));
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

    private static async Task CreateAsync(LabHost host, SystemDisk disk, CancellationToken cancellationToken)
    {
        var create = Command.Shell(
            QemuImg + """exec "$img" create -q -f qcow2 -F "$2" -b "$3" "$4" """,
            host.Tools.Qemu.Path, disk.Backing[0].FormatName, disk.Backing[0].Path, disk.Overlay);
        (await host.Host.RunAsync(create, cancellationToken)).OrThrow(FailureClass.Provision);
    }
}
