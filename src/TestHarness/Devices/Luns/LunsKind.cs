using System.Collections.Immutable;

namespace TestHarness.Devices.Luns;

/// <summary>The LUNs that hosts share without a vHBA.</summary>
internal sealed class LunsKind : DeviceKind
{
    public override string Name => "luns";

    public override ImmutableArray<GuestDeviceKind> GuestDevices { get; } = [new SharedLunOfGuest()];
}
