using System.Collections.Immutable;
using TestHarness.Devices;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Images.Disks;

namespace TestHarness.Labs.Systems;

/// <summary>The disk of a template, which was made on one host and is copied to the others: a guest may migrate there.</summary>
/// <param name="made">The host on which the template was made.</param>
/// <param name="sha256">The SHA-256 of the disk.</param>
internal sealed class TemplateDisk(ILab lab, LabHost made, string sha256)
{
    /// <summary>Puts the template's disk in front of the images of each host.</summary>
    /// <exception cref="HarnessException">Class provision: the host has no such disk, or it could not be copied.</exception>
    public async Task<ImmutableDictionary<string, SystemDisk>> OverAsync(
        ImmutableDictionary<string, SystemDisk> plain, CancellationToken cancellationToken)
    {
        var (path, came) = await new HostImages(made.Host).FindAsync(sha256, cancellationToken);
        if (came is not null)
            throw new HarnessException(
                FailureClass.Provision, $"{made.Name} no longer has the disk of the template ({sha256})");

        var disks = plain.SetItem(made.Name, Over(plain[made.Name], path));
        foreach (var host in lab.Hosts.Where(host => host.Name != made.Name))
            disks = disks.SetItem(host.Name, Over(plain[host.Name], await OnAsync(host, path, cancellationToken)));
        return disks;
    }

    /// <summary>Returns the path of the disk on another host; copies it there through this machine, unless it is there.</summary>
    private async Task<string> OnAsync(LabHost host, string path, CancellationToken cancellationToken)
    {
        var (there, came) = await new HostImages(host.Host).FindAsync(sha256, cancellationToken);
        if (came is null)
            return there;

        var folder = Directory.CreateTempSubdirectory("testharness-template-");
        try
        {
            var file = Path.Combine(folder.FullName, sha256);
            await made.Host.GetFileAsync(path, file, cancellationToken);
            return await new ImageCopy(host.Host, file, sha256).RunAsync(cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static SystemDisk Over(SystemDisk disk, string path) =>
        disk with { Backing = disk.Backing.Insert(0, new BackingImage(path, DiskFormat.Qcow2)) };
}
