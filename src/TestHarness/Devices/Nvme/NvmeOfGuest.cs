using System.Collections.Immutable;
using TestHarness.Devices.Luns;
using TestHarness.Environments;

namespace TestHarness.Devices.Nvme;

/// <summary>A shared LUN of the environment as an NVMe disk, beside the guest's own disk.</summary>
internal sealed class NvmeOfGuest : GuestDeviceKind
{
    public override string Name => "NVMe disk";

    public override string Settings => "the name of a LUN that is there without a vHBA";

    /// <summary>Accepts the name of a LUN.</summary>
    public override void Check(string setting) => LunName.Parse(setting);

    public override async Task<ProvidedDevice> ProvideAsync(ILab lab, string setting, CancellationToken cancellationToken)
    {
        var luns = await new LunProvisioning(lab).FindAsync(LunName.Parse(setting), cancellationToken);
        var places = lab.Hosts.Zip(luns).ToImmutableDictionary(pair => pair.First.Name, pair => pair.Second);
        var timeouts = lab.Environment.Timeouts;
        return ProvidedDevice.Beside(new NvmeDisk(places, timeouts.Unplug, timeouts.Command));
    }
}
