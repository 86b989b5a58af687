using TestHarness.Environments;

namespace TestHarness.Devices.Vfio.Nics;

/// <summary>
/// A NIC of a guest: a virtio NIC and a virtual function (VF), each of which can carry the traffic of the other.
/// </summary>
/// <param name="Number">The number, from 1.</param>
/// <param name="Mac">The MAC address of the virtio NIC.</param>
/// <param name="VfMac">
/// The MAC address of the VF; equal to <c>Mac</c> when the guest's kernel or QEMU pairs the two by it.
/// </param>
public sealed record GuestNic(int Number, InterfaceAddress Address, string Mac, string VfMac)
{
    /// <summary>The id of the virtio device; libvirt lets users choose ids that begin with <c>ua-</c>.</summary>
    public string Standby => $"ua-standby{Number}";

    /// <summary>The id of the VF's device.</summary>
    public string Vf => $"ua-vf{Number}";

    /// <summary>The id of the root port of the virtio device.</summary>
    public string StandbyPort => $"port-standby{Number}";

    /// <summary>The id of the root port of the VF.</summary>
    public string VfPort => $"port-vf{Number}";

    /// <summary>The id of the virtio device's back end.</summary>
    public string Netdev => $"tap{Number}";

    /// <summary>Makes a NIC with new MAC addresses.</summary>
    /// <param name="hasOneMac">Whether the VF has the MAC address of the virtio NIC.</param>
    public static GuestNic Of(int number, InterfaceAddress address, bool hasOneMac)
    {
        var mac = NewMac();
        return new GuestNic(number, address, mac, hasOneMac ? mac : NewMac());
    }

    /// <summary>Makes an address with QEMU's prefix that no other guest has.</summary>
    private static string NewMac()
    {
        var tail = Guid.NewGuid().ToByteArray();
        return $"52:54:00:{tail[0]:x2}:{tail[1]:x2}:{tail[2]:x2}";
    }
}
