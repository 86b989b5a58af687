namespace TestHarness.Devices.Luns;

/// <summary>The environment's first shared LUN as a guest's disk.</summary>
internal sealed class SharedLunOfGuest : GuestDeviceKind
{
    public override string Name => "shared LUN";

    public override bool IsDisk => true;

    public override async Task<ProvidedDevice> ProvideAsync(ILab lab, string setting, CancellationToken cancellationToken) =>
        ProvidedDevice.Disk(await new LunProvisioning(lab).ProvideAsync(cancellationToken));
}
