using System.Collections.Immutable;
using TestHarness.Devices;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Storage;

namespace TestHarness.Labs.Systems;

/// <summary>The storage for the overlay of a scenario's guest.</summary>
internal sealed class OverlayStorage(ILab lab)
{
    private const string FileName = "system.qcow2";

    private ImmutableDictionary<string, string>? _paths;

    /// <summary>Whether the overlay is written to a block device.</summary>
    public bool IsDevice => Shared is OverlayLun;

    /// <summary>
    /// The storage that hosts share; null for a scenario of one host, which leaves it to others, and for hosts that are one
    /// machine.
    /// </summary>
    private OverlayPlace? Shared => lab.Hosts.Length > 1 ? lab.Environment.Overlays : null;

    /// <summary>Finds or makes the place of the overlay, once: a guest that does not start from a template boots there.</summary>
    /// <returns>The overlay's path on each host, by the host's name.</returns>
    /// <exception cref="HarnessException">
    /// Class config: the hosts share no storage. Class preflight: a host does not see the storage.
    /// </exception>
    public async Task<ImmutableDictionary<string, string>> FindAsync(CancellationToken cancellationToken) =>
        _paths ??= await MakeAsync(cancellationToken);

    private async Task<ImmutableDictionary<string, string>> MakeAsync(CancellationToken cancellationToken)
    {
        switch (Shared)
        {
            case OverlayLun lun:
                var device = lab.Environment.Luns.OfType<DeviceLun>().First(other => other.Name == lun.Name);
                var luns = await Task.WhenAll(
                    lab.Hosts.Select(host => LunDevice.FindAsync(host.Host, device, cancellationToken)));
                return lab.Hosts.Zip(luns).ToImmutableDictionary(pair => pair.First.Name, pair => pair.Second.Path);
            case OverlayDirectory directory:
                return OnAll(await MakeFolderAsync(directory.Path, cancellationToken));
            default:
                RequireOneMachine();
                return OnAll(lab.Hosts[0].Directory);
        }
    }

    private ImmutableDictionary<string, string> OnAll(string folder) =>
        lab.Hosts.ToImmutableDictionary(host => host.Name, _ => $"{folder}/{FileName}");

    /// <summary>Makes a folder in the directory that all hosts share, and checks that all of them see it.</summary>
    private async Task<string> MakeFolderAsync(string directory, CancellationToken cancellationToken)
    {
        var first = lab.Hosts[0];
        var folder = $"{directory}/{Path.GetFileName(first.Directory)}";
        await lab.Provisioning.ProvisionAtOnceAsync(
            first.Host,
            $"directory {folder}",
            new Command("rm", "-rf", "--", folder),
            new Command("mkdir", "-m", "700", folder),
            Presence.OfPaths(folder),
            cancellationToken);
        foreach (var host in lab.Hosts)
        {
            if (!(await host.Host.RunAsync(new Command("test", "-d", folder), cancellationToken)).Succeeded)
            {
                throw new HarnessException(
                    FailureClass.Preflight,
                    $"{host.Name} does not see {folder}, which {first.Name} made: 'overlays' of storage must name a directory "
                    + "that all hosts have mounted");
            }
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
}
