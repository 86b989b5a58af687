using System.Collections.Immutable;
using TestHarness.Devices.Vdpa;
using TestHarness.Devices.Vdpa.Providers;
using TestHarness.Failures;
using TestHarness.Ledger;

namespace TestHarness.Labs;

public sealed partial class Lab
{
    /// <summary>What a VDUSE image is made with: as much as the simulator has.</summary>
    private const long VduseBytes = 128 << 20;

    /// <summary>Two vdpa block devices on a host, each a place for a guest.</summary>
    /// <param name="provider">As scenarios call it: vdpa_sim_blk, vduse or existing.</param>
    /// <param name="shared">Whether both show one content.</param>
    /// <exception cref="HarnessException">Class config: no such provider. Class provision: what is in the way.</exception>
    public async Task<ImmutableArray<GuestPlace>> ProvisionVdpaAsync(
        LabHost host, string provider, bool shared, string one, string other, CancellationToken cancellationToken = default)
    {
        var backend = await Provider(host, provider, shared, [one, other]).CreateAsync(host.Host, new LedgerScope(_resources.Ledger), cancellationToken);
        var (first, second) = (backend.Devices[0], backend.Devices[1]);
        Evidence.Write("vdpa-dev-show.json", await VdpaTool.ShowDevicesAsync(host.Host, cancellationToken));
        return
        [
            new GuestPlace(one, host, new VdpaDisk(backend, first, second, host.Directory)),
            new GuestPlace(other, host, new VdpaDisk(backend, second, first, host.Directory)),
        ];
    }

    private static IVdpaProvider Provider(LabHost host, string provider, bool shared, ImmutableArray<string> names) => (provider, shared) switch
    {
        ("vdpa_sim_blk", _) => new SimBlkProvider(shared, names),
        ("vduse", true) => new VduseProvider(host.Directory, VduseBytes, names),
        ("existing", true) => new ExistingProvider(Existing(host, names)),
        ("vduse" or "existing", false) => throw new HarnessException(
            FailureClass.Config, $"devices of {provider} share their backend; only those of vdpa_sim_blk can have one each"),
        _ => throw new HarnessException(FailureClass.Config, $"there is no vdpa provider '{provider}': expected vdpa_sim_blk, vduse or existing"),
    };

    /// <summary>What the environment file says of the devices: <c>vdpa: { vdpa0: pci/0000:01:00.0, … }</c>; those it does not name are there already.</summary>
    private static ImmutableArray<ExistingVdpa> Existing(LabHost host, ImmutableArray<string> names)
    {
        var attributes = host.Description.Find("vdpa")?.Attributes;
        return [.. names.Select(name => new ExistingVdpa(name, attributes?.GetValueOrDefault(name)))];
    }
}
