using TestHarness.Devices.Npiv.Hbas;
using TestHarness.Devices.Npiv.Vhbas;

namespace TestHarness.Labs;

/// <summary>A host with a vHBA, and the LUN behind that as a place for a guest.</summary>
/// <param name="Port">The vHBA's as it came online.</param>
public sealed record VhbaPlace(GuestPlace Place, Vhba Vhba, FcPort Port)
{
    public override string ToString() =>
        $"{Place.Name}: vHBA {Vhba.Wwns.Wwpn} on {Vhba.Parent} is host{Port.Number}, N_Port ID {Port.PortId}, {Port.PortState}; its LUN is {Place.Disk.Path}";
}
