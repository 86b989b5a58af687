using System.Collections.Immutable;
using TestHarness.Failures;

namespace TestHarness.Devices.Vfio.Nics;

/// <summary>A NIC with a VF of the first NIC of each host.</summary>
internal sealed class VfOfGuest : GuestDeviceKind
{
    private static readonly ImmutableSortedDictionary<string, VfConnection> Connections =
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, VfConnection>
        {
            ["QEMU failover pair"] = VfConnection.FailoverPair,
            ["guest bond"] = VfConnection.GuestBond,
        });

    public override string Name => "VF";

    public override string Settings => string.Join(" or ", Connections.Keys);

    /// <summary>Accepts a way in which the guest stays connected while its VF is swapped.</summary>
    public override void Check(string setting)
    {
        if (!Connections.ContainsKey(setting))
        {
            throw new HarnessException(
                FailureClass.Config,
                $"the setting of device '{Name}': expected {Settings}, found '{setting}'");
        }
    }

    public override async Task<ProvidedDevice> ProvideAsync(ILab lab, string setting, CancellationToken cancellationToken)
    {
        var provisioning = new VfProvisioning(lab);
        foreach (var nic in await provisioning.EnsureAsync(count: 1, cancellationToken))
            lab.Progress(nic);
        return ProvidedDevice.Beside(provisioning.AssignedNics(Connections[setting], count: 1, nativeHotplug: false));
    }
}
