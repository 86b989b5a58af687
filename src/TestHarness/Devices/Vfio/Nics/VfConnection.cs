namespace TestHarness.Devices.Vfio.Nics;

/// <summary>The way in which a guest stays connected while its VF is swapped.</summary>
public enum VfConnection
{
    /// <summary>QEMU's failover pair: virtio-net with failover=on, and net_failover in the guest.</summary>
    FailoverPair,

    /// <summary>A bond that the guest makes of its virtio NIC and its VF.</summary>
    GuestBond,

    /// <summary>libvirt's &lt;teaming&gt;, a failover pair that libvirt unplugs and plugs.</summary>
    LibvirtTeaming,
}
