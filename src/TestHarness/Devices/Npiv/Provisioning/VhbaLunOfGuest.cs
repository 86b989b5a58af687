namespace TestHarness.Devices.Npiv.Provisioning;

/// <summary>The LUN behind a vHBA of each host as a guest's disk.</summary>
internal sealed class VhbaLunOfGuest : GuestDeviceKind
{
    public override string Name => "vHBA LUN";

    public override bool IsDisk => true;

    public override async Task<ProvidedDevice> ProvideAsync(ILab lab, string setting, CancellationToken cancellationToken)
    {
        var vhbas = await new VhbaProvisioning(lab).MakeAsync(cancellationToken);
        foreach (var vhba in vhbas)
            lab.Progress($"{vhba}");
        return ProvidedDevice.Disk([.. vhbas.Select(vhba => vhba.Place)]);
    }
}
