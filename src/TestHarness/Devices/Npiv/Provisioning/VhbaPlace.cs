using TestHarness.Devices.Npiv.Hbas;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Devices.Npiv.Pools;
using TestHarness.Failures;
using TestHarness.GuestPlaces;

namespace TestHarness.Devices.Npiv.Provisioning;

/// <summary>A host with a vHBA, and the LUN behind the vHBA as a place for a guest.</summary>
/// <param name="Note">The reason why the LUN is not opened by its name in by-path; null when it is.</param>
/// <param name="Port">The vHBA's port as it came online.</param>
/// <param name="Address">The address at which the host's kernel found the LUN.</param>
public sealed record VhbaPlace(GuestPlace Place, string? Note, FcPort Port, ScsiAddress Address)
{
    /// <summary>Returns the volume of the vHBA's pool that is the LUN.</summary>
    /// <exception cref="HarnessException">Class preflight: libvirt would open another SCSI host's disk of that name.</exception>
    public LunVolume VolumeOf(PoolName pool) => Note is null
        ? new LunVolume(pool, Address.Volume)
        : throw new HarnessException(
            FailureClass.Preflight,
            $"expected pool {pool} on {Place.Name} to have the LUN as a volume, but libvirt names volumes by "
            + $"/dev/disk/by-path: {Note}; use type block, or have the array show the LUN to the vHBA alone");

    public override string ToString() =>
        $"{Place.Name}: vHBA {Port.Wwns.Wwpn} is host{Port.Number}, N_Port ID {Port.PortId}, {Port.PortState}; "
        + $"its LUN is {Address}, {Place.Disk.Path}{(Note is null ? "" : $"; {Note}")}";
}
