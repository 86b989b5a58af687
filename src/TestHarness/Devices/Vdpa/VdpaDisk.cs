using TestHarness.Hosts;
using TestHarness.Load;

namespace TestHarness.Devices.Vdpa;

/// <summary>A guest's disk on one of several vdpa devices of a host.</summary>
/// <param name="Other">Another device of the backend, through which a host reads while a guest has this one.</param>
/// <param name="Directory">A directory of the host for what is read.</param>
public sealed record VdpaDisk(VdpaBackend Backend, VdpaDevice Device, VdpaDevice Other, string Directory)
    : VdpaGuestDisk(Backend, Device)
{
    public override ILunReader ReadOn(IHost host) => new VdpaReader(host, Other, Directory);
}
