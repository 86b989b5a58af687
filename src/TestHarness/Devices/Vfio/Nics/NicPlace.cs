using TestHarness.Devices.Tap;
using TestHarness.Devices.Vfio.Binding;
using TestHarness.Devices.Vfio.Candidates;

namespace TestHarness.Devices.Vfio.Nics;

/// <summary>The tap and the VF of a guest's NIC on one host.</summary>
public sealed record NicPlace(GuestNic Nic, TapDevice Tap, CandidateNic Candidate, VfLease Vf)
{
    public override string ToString() => $"NIC {Nic.Number}: {Vf}, {Nic.VfMac}, beside virtio on {Tap.Name}";
}
