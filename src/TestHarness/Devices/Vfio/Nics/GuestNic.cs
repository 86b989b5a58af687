using TestHarness.Environments;

namespace TestHarness.Devices.Vfio.Nics;

/// <summary>A NIC of a guest: a virtio NIC and a virtual function (VF) that stand in for each other.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Mac">Of the virtio NIC.</param>
/// <param name="VfMac">The same where the guest's kernel or QEMU pairs them by it.</param>
public sealed record GuestNic(int Number, InterfaceAddress Address, string Mac, string VfMac)
{
    /// <summary>The id of the virtio device; libvirt lets users choose ids that begin so.</summary>
    public string Standby => $"ua-standby{Number}";

    public string Vf => $"ua-vf{Number}";

    public string StandbyPort => $"port-standby{Number}";

    public string VfPort => $"port-vf{Number}";

    public string Netdev => $"tap{Number}";

    public static GuestNic Of(int number, InterfaceAddress address, bool hasOneMac)
    {
        var mac = NewMac();
        return new GuestNic(number, address, mac, hasOneMac ? mac : NewMac());
    }

    /// <summary>A locally administered address that no other guest has.</summary>
    private static string NewMac()
    {
        var tail = Guid.NewGuid().ToByteArray();
        return $"52:54:00:{tail[0]:x2}:{tail[1]:x2}:{tail[2]:x2}";
    }
}
