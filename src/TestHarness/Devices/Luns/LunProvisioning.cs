using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Evidence.Reproduction;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Storage;

namespace TestHarness.Devices.Luns;

/// <summary>The LUN that the hosts of a scenario share.</summary>
public sealed class LunProvisioning(ILab lab)
{
    /// <summary>
    /// Finds or makes the environment's first LUN, as each host reaches it: an existing LUN, or a file for the scenario.
    /// </summary>
    /// <exception cref="HarnessException">
    /// Class config: the environment has no LUN without a vHBA. Class preflight: a host does not see the LUN, or sees another
    /// one.
    /// </exception>
    public async Task<ImmutableArray<GuestPlace>> ProvideAsync(CancellationToken cancellationToken = default)
    {
        var first = lab.Environment.Luns.FirstOrDefault(lun => lun is not FcLun) ?? throw new HarnessException(
            FailureClass.Config, $"environment '{lab.Environment.Name}' has no LUN that hosts see without a vHBA");
        return Attach(await FindAsync(first, cancellationToken));
    }

    /// <summary>Finds or makes a LUN of the environment, as each host reaches it.</summary>
    /// <inheritdoc cref="FindAsync(LunName, CancellationToken)" path="/exception"/>
    public async Task<ImmutableArray<GuestPlace>> ProvideAsync(LunName name, CancellationToken cancellationToken = default) =>
        Attach(await FindAsync(name, cancellationToken));

    /// <summary>Finds a LUN of the environment as each host reaches it, in the order of the scenario's hosts.</summary>
    /// <exception cref="HarnessException">
    /// Class config: the environment has no such LUN without a vHBA. Class preflight: a host does not see it, or sees another
    /// one.
    /// </exception>
    public Task<SharedLun[]> FindAsync(LunName name, CancellationToken cancellationToken = default)
    {
        var luns = lab.Environment.Luns.Where(lun => lun is not FcLun).ToArray();
        return FindAsync(
            luns.FirstOrDefault(lun => lun.Name == name.Text) ?? throw new HarnessException(
                FailureClass.Config,
                $"environment '{lab.Environment.Name}' has no LUN '{name}' that hosts see without a vHBA; "
                + $"it has: {string.Join(", ", luns.Select(lun => lun.Name))}"),
            cancellationToken);
    }

    private ImmutableArray<GuestPlace> Attach(SharedLun[] luns) =>
        [.. lab.Hosts.Zip(luns, (host, lun) => lab.Attach(new GuestPlace(host.Name, host, lun)))];

    private async Task<SharedLun[]> FindAsync(Lun lun, CancellationToken cancellationToken) => lun switch
    {
        FileLun file => await MakeFileAsync(file, cancellationToken),
        DeviceLun device =>
            await Task.WhenAll(lab.Hosts.Select(host => LunDevice.FindAsync(host.Host, device, cancellationToken))),
        _ => throw new ArgumentOutOfRangeException(nameof(lun), lun, "a LUN behind vHBAs is found by its vHBA"),
    };

    private async Task<SharedLun[]> MakeFileAsync(FileLun file, CancellationToken cancellationToken)
    {
        var first = lab.Hosts[0];
        var lun = file.Path is { } path
            ? new SharedLun(file.Name, path, file.Size.Bytes)
            : await SharedLun.CreateFileAsync(
                first.Host, file.Name, $"{first.Directory}/{file.Name}.raw", file.Size.Bytes, cancellationToken);
        lab.Record(
            new CommandStep("a directory for the LUN", first.Name, ["mkdir", "-p", first.Directory]),
            new CommandStep($"make LUN {lun.Name}", first.Name, ["truncate", "-s", $"{lun.Size}", lun.Path]));
        await lun.CheckVisibleAsync(lab.Hosts.Select(host => host.Host), cancellationToken);
        return [.. lab.Hosts.Select(_ => lun)];
    }
}
