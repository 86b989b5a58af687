using System.Collections.Immutable;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Devices.Npiv.NodeDevices;
using TestHarness.Failures;
using TestHarness.Storage;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Labs.LegChecks;

namespace TestHarness.Tests.Devices.Npiv.Luns;

public sealed class LunTests
{
    private const string Path1 = "/dev/disk/by-path/pci-0000:18:00.1-fc-0x203600a0b85b5dd4-lun-0";

    // What sysfs has beside the listings of seed 000: two access LUNs, and the one there is a disk of.
    private static readonly string Sysfs =
        "6:0:0:0\t\t\t\t\t\n6:0:1:0\t\t\t\t\t\n" +
        $"6:0:2:0\tsdc\t31444992\tnaa.600a0b80005b5dd40000d4d65398f3e4\t{Path1} "
        + "/dev/disk/by-id/scsi-3600a0b80005b5dd40000d4d65398f3e4 /dev/disk/by-id/wwn-0x600a0b80005b5dd40000d4d65398f3e4\t\n";

    [Test]
    public void Reads_volumes_without_details() =>
        Assert.That(VolumeList.Parse(Seed.Read("000/vol-list.txt")), Is.EqualTo([new Volume("unit:0:2:0", Path1)]));

    [Test]
    public void Reads_volumes_with_details_whose_lines_a_mail_has_wrapped() => Assert.That(
        VolumeList.Parse(Seed.Read("001/vol-list-details.txt")),
        Is.EqualTo([new Volume(
            "unit:0:2:0", "/dev/disk/by-path/pci-0000:04:00.1-fc-0x203500a0b85ad1d7-lun-0", "block", "20.01 GiB", "20.01 GiB")]));

    [Test]
    public void Reads_volumes_as_libvirt_prints_them_today()
    {
        const string Listing = """
             Name         Path                                                Type    Capacity     Allocation
            -----------------------------------------------------------------------------------------------
             unit:0:0:0   /dev/disk/by-path/pci-0000:00:13.0-fc-0x2-lun-0     block    64.00 MiB   64.00 MiB
             unit:0:0:1   /dev/disk/by-path/pci-0000:00:13.0-fc-0x2-lun-1     block   128.00 MiB  128.00 MiB

            """;
        Assert.That(VolumeList.Parse(Listing).Select(volume => (volume.Name, volume.Capacity)), Is.EqualTo(((string, string?)[])[
            ("unit:0:0:0", "64.00 MiB"), ("unit:0:0:1", "128.00 MiB")]));
        Assert.That(VolumeList.Parse("\n"), Is.Empty);
    }

    [Test]
    public void Refuses_volumes_of_another_pool() => Assert.That(
        () => VolumeList.Parse(" guest.qcow2   /var/lib/libvirt/images/guest.qcow2\n"),
        Throws.TypeOf<HarnessException>().With.Message.EndsWith("found also: guest.qcow2   /var/lib/libvirt/images/guest.qcow2"));

    [Test]
    public void Three_ways_that_agree_give_the_LUN_and_units_without_a_disk()
    {
        var found = Agreement(Seed.Read("000/vol-list.txt"), Seed.Read("000/tree-host1.txt"), Sysfs, 6).Agree();
        Assert.That(
            found.Luns.Single()
                is { Block: "sdc", Path: Path1, Size: 16099835904, Wwid.Name: "600a0b80005b5dd40000d4d65398f3e4" },
            $"{found.Luns[0]}");
        Assert.That(found.WithoutBlockDevice.Select(address => address.ToString()), Is.EqualTo(["6:0:0:0", "6:0:1:0"]));
    }

    [Test]
    public void Without_a_pool_two_ways_suffice() =>
        Assert.That(Agreement(null, Seed.Read("000/tree-host1.txt"), Sysfs, 6).Agree().Luns, Has.Length.EqualTo(1));

    [Test]
    public void An_older_kernel_tells_the_WWID_by_its_links() => Assert.That(
        SysfsLuns.Parse(Sysfs.Replace("naa.600a0b80005b5dd40000d4d65398f3e4", "", StringComparison.Ordinal))[2].Wwid!.Name,
        Is.EqualTo("600a0b80005b5dd40000d4d65398f3e4"));

    /// <summary>The how-to's own answers are of different times: by the tree 5:0:2:0 is the LUN, by sysfs 5:0:3:0 is.</summary>
    [Test]
    public void A_disagreement_is_one_error_with_each_answer()
    {
        const string Listed = "5:0:0:0\t\t\t\t\t\n5:0:1:0\t\t\t\t\t\n5:0:2:0\t\t\t\t\t\n" +
            "5:0:3:0\tsdc\t1\tnaa.600a0b80005adb0b0000ab2d4cae9254\t/dev/disk/by-path/" +
                "pci-0000:04:00.1-fc-0x203400a0b85ad1d7-lun-0\t\n";
        Assert.That(
            () => Agreement(Seed.Read("001/vol-list-details.txt"), Seed.Read("001/tree.txt"), Listed, 5).Agree(),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith(
                "[preflight] the ways to find the LUNs of scsi_host5 on host1 were expected to agree")
                .And.Message.Contains(
                    "found: 5:0:2:0: vol-list says /dev/disk/by-path/pci-0000:04:00.1-fc-0x203500a0b85ad1d7-lun-0, " +
                    "nodedev-list --tree says sdb (600a0b80005adb0b0000ab2d4cae9254), sysfs says no block device; " +
                    "5:0:3:0: vol-list says nothing, nodedev-list --tree says no block device, " +
                    "sysfs says sdc (600a0b80005adb0b0000ab2d4cae9254, "
                    + "/dev/disk/by-path/pci-0000:04:00.1-fc-0x203400a0b85ad1d7-lun-0); refresh the pool"));
    }

    [TestCase("sdc", "sdd")]
    [TestCase("naa.600a0b80005b5dd40000d4d65398f3e4", "naa.600a0b80005b5dd40000d4d65398f3e5")]
    [TestCase("0x203600a0b85b5dd4-lun-0", "0x203600a0b85b5dd4-lun-1")]
    public void Another_name_WWID_or_path_is_another_LUN(string old, string now) => Assert.That(
        () =>
            Agreement(
                Seed.Read("000/vol-list.txt"),
                Seed.Read("000/tree-host1.txt"),
                Sysfs.Replace(old, now, StringComparison.Ordinal),
                6).Agree(),
        Throws.TypeOf<HarnessException>().With.Message.Contains("found: 6:0:2:0: vol-list says"));

    /// <summary>
    /// As Linux numbers LUN 0x4010400000000000 of an array with flat numbers, and one of 64 bits, for which libvirt has no
    /// volume.
    /// </summary>
    [TestCase("1073758224", "ccw-0.0.1a00-zfcp-0x500507630300c562:0x4010400000000000")]
    [TestCase("1073758224", "ccw-0.0.1a00-fc-0x500507630300c562-lun-0x4010400000000000")]
    [TestCase("18446462598732840961", "ccw-0.0.1a00-zfcp-0x500507630300c562:0x000100000000ffff")]
    public void A_LUN_of_64_bits_is_found_by_its_name_in_by_path(string number, string link)
    {
        var sysfs = $"0:0:0:{number}\tsda\t8\tnaa.6005076303ffc5620000000000001040\t/dev/disk/by-path/{link}\t\n";
        var tree =
            "computer\n  |\n  +- scsi_host0\n      |\n      +- scsi_target0_0_0\n" +
            $"          |\n          +- scsi_0_0_0_{number}\n" +
            "              |\n              +- block_sda_36005076303ffc5620000000000001040\n";
        var volumes = $" unit:0:0:{number}   /dev/disk/by-path/{link}\n";
        var found = Agreement(number.Length > 10 ? null : volumes, tree, sysfs, 0).Agree();
        Assert.That(found.Luns.Single().Path, Is.EqualTo($"/dev/disk/by-path/{link}"));
    }

    [Test]
    public void A_name_of_another_LUN_number_is_not_the_LUN_s()
    {
        var sysfs = Sysfs.Replace("-lun-0", "-lun-1", StringComparison.Ordinal);
        Assert.That(
            () => Agreement(null, Seed.Read("000/tree-host1.txt"), sysfs, 6).Agree(),
            Throws.TypeOf<HarnessException>().With.Message.Contains("no link in /dev/disk/by-path"));
    }

    /// <summary>libvirt has no volume of a disk without a name, or has the volume's name of the last refresh.</summary>
    [TestCase(null)]
    [TestCase("")]
    [TestCase($" unit:0:2:0   {Path1}\n")]
    public void A_LUN_whose_name_another_SCSI_host_s_disk_has_is_found(string? volumes) => Assert.That(
        Agreement(volumes, Seed.Read("000/tree-host1.txt"), Taken(Path1), 6).Agree().Luns.Single(),
        Is.EqualTo(new ScsiLun(
            ScsiAddress.Parse("6:0:2:0")!.Value, "sdc", Wwid.Of("600a0b80005b5dd40000d4d65398f3e4"), Path1, 16099835904)));

    [TestCase(Path1, " unit:0:2:0   /dev/disk/by-path/pci-0000:18:00.1-fc-0x203600a0b85b5dd5-lun-0\n")]
    [TestCase("/dev/disk/by-path/pci-0000:18:00.1-fc-0x203600a0b85b5dd4-lun-1", "")]
    public void A_taken_name_that_is_another_LUN_s_is_refused(string taken, string volumes) => Assert.That(
        () => Agreement(volumes, Seed.Read("000/tree-host1.txt"), Taken(taken), 6).Agree(),
        Throws.TypeOf<HarnessException>().With.Message.Contains($"{taken} leads to sdb, which is 4:0:2:0"));

    /// <summary>An HBA and its vHBA see one LUN: udev has one name for both disks.</summary>
    [Test]
    public async Task A_name_that_the_disk_of_another_SCSI_host_has_is_reported()
    {
        using var directory = new TemporaryDirectory();
        foreach (var (address, block) in new[] { ("4:0:0:0", "sdb"), ("6:0:0:0", "sdc") })
        {
            Directory.CreateDirectory(directory[$"devices/{address}/block/{block}"]);
            await File.WriteAllTextAsync(directory[$"devices/{address}/wwid"], "naa.600a0b80005b5dd40000d4d65398f3e4\n");
            await File.WriteAllTextAsync(directory[$"devices/{address}/block/{block}/size"], "8\n");
        }

        Directory.CreateDirectory(directory["by-path"]);
        var link = directory["by-path/pci-0000:18:00.1-fc-0x203600a0b85b5dd4-lun-0"];
        File.CreateSymbolicLink(link, "/dev/sdb");
        var plants = new Plants();
        plants.Show("/sys/bus/scsi/devices", directory["devices"]);
        plants.Show("/dev/disk/by-path", directory["by-path"]);
        await using var host = new PlantedHost("host1", plants);

        var luns = await SysfsLuns.ReadAsync(host, 6);

        Assert.That($"{luns.Single()}", Is.EqualTo(
            $"sdc (600a0b80005b5dd40000d4d65398f3e4, {link} leads to sdb, which is 4:0:0:0)"));
    }

    private static string Taken(string name) => Sysfs.Replace($"{Path1} ", "", StringComparison.Ordinal)
        .Replace("d4d65398f3e4\t\n", $"d4d65398f3e4\t{name} sdb 4:0:2:0\n", StringComparison.Ordinal);

    private static LunAgreement Agreement(string? volumes, string tree, string sysfs, int host) => new(
        "host1",
        host,
        volumes is null ? (ImmutableArray<Volume>?)null : VolumeList.Parse(volumes),
        TreeLuns.Of(host, NodeDeviceTree.Parse(tree)),
        SysfsLuns.Parse(sysfs));
}
