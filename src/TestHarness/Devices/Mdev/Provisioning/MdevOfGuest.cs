using System.Collections.Immutable;

namespace TestHarness.Devices.Mdev.Provisioning;

/// <summary>An mdev of one type on each host.</summary>
internal sealed class MdevOfGuest : GuestDeviceKind
{
    public override string Name => "mdev";

    public override string Settings => "a type of mdevs, for example mtty-2";

    /// <summary>Accepts a type of mdevs, for example <c>mtty-2</c>.</summary>
    public override void Check(string setting) => MdevTypeName.Parse(setting);

    public override async Task<ProvidedDevice> ProvideAsync(ILab lab, string setting, CancellationToken cancellationToken)
    {
        var type = MdevTypeName.Parse(setting);
        var mdevs = ImmutableDictionary.CreateBuilder<string, ProvisionedMdev>();
        foreach (var host in lab.Hosts)
        {
            var name = MdevName.Parse($"mdev-{host.Name}");
            mdevs[host.Name] = await new MdevProvisioning(lab).MakeAsync(host, type, name, [], cancellationToken);
        }

        return ProvidedDevice.Beside(new MdevDevice(mdevs.ToImmutable(), lab.Progress));
    }
}
