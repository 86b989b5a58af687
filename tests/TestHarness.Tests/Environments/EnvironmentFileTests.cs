using System.Net;
using TestHarness.Devices.Npiv;
using TestHarness.Devices.Registry;
using TestHarness.Devices.Vfio;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Tests.Environments;

public sealed class EnvironmentFileTests : EnvironmentFileFixture
{
    [Test]
    public void Each_group_of_hosts_is_an_environment_with_its_luns_and_the_next_guest_address()
    {
        var groups = Load("""
            name: racks
            hosts:
              - { name: a, connection: local, group: one }
              - { name: b, connection: local, group: two }
            storage:
              luns:
                - { name: l, kind: file, size: 1MiB, path: /luns/one, group: one }
                - { name: l, kind: file, size: 1MiB, path: /luns/two, group: two }
            guest: { address: 10.20.0.100/24 }
            """).ToGroups();

        Assert.That(
            groups.Select(group => (group.Hosts.Single().Name, ((FileLun)group.Luns.Single()).Path, $"{group.Guest.Address}")),
            Is.EqualTo(new[] { ("a", "/luns/one", "10.20.0.100/24"), ("b", "/luns/two", "10.20.0.101/24") }));
    }

    [Test]
    public void Reads_every_section()
    {
        var lab = Load(FullEnvironment.Yaml);

        Assert.That((lab.Name, lab.Strict, lab.Hosts.Length, lab.Luns.Length), Is.EqualTo(("fc-lab", true, 2, 3)));
        Assert.That(lab.Hosts[0].Connection, Is.EqualTo(new LocalConnection()));
        Assert.That(lab.Hosts[1].Connection, Is.EqualTo(new SshConnection(new SshDestination(
            "host1.example", "root", 2222, Path.Combine(Folder, "id_lab"), "me@gate.example:22",
            Path.Combine(Folder, "known_hosts"), Sudo: true))));
        Assert.That(lab.Hosts[1].Find("vports")!.Attributes["parent"], Is.EqualTo("scsi_host4"));
        Assert.That(
            lab.Hosts[1].Vhbas(),
            Is.EqualTo(new[] { new VhbaRequest(WwnPair.Parse("5001a4ab286a1286", "5001a4a0f014c8ce"), "scsi_host4") }));
        Assert.That(lab.Hosts[1].Nics(), Is.EqualTo(new[] { new NicRequest("0000:01:00.0", "guests", "br0") }));
        Assert.That(lab.Hosts[1].Labels, Is.EqualTo(new[] { "rack1" }));
        Assert.That(lab.Luns[0], Is.EqualTo(new FileLun("small", new ByteSize(1L << 30), "/var/tmp/small.raw")));
        Assert.That(lab.Luns[1], Is.EqualTo(new DeviceLun("fc", "3600a0b80005b5dd40000d4d65398f3e4")));
        Assert.That(lab.Luns[2], Is.EqualTo(new FcLun("behind-vhba", "3600a0b80005b5dd40000d4d65398f3e4")));
        Assert.That(lab.Guest, Is.EqualTo(new GuestDescription
        {
            Image = new KernelImage(Path.Combine(Folder, "vmlinuz"), Path.Combine(Folder, "initrd.img"), "quiet"),
            Memory = ByteSize.FromMiB(2048),
            Vcpus = 2,
            Address = new InterfaceAddress(IPAddress.Parse("10.20.0.100"), 24),
            ReportedMemory = ByteSize.FromMiB(2048),
            Login = new GuestLogin("root", "GUEST_PASSWORD"),
        }));
        Assert.That(lab.Overlays, Is.EqualTo(new OverlayLun("fc")));
        Assert.That(lab.Guests.Select(guest => guest.Name), Is.EqualTo(new[] { "rhel9", "plain", "debian" }));
        Assert.That(lab.Guests[0].Guest, Is.EqualTo(new GuestDescription
        {
            Image = new OwnDiskImage(Path.Combine(Folder, "guest.qcow2"), DiskFormat.Qcow2, Firmware.Uefi),
            Memory = ByteSize.FromMiB(4096),
            Access = GuestWay.Ssh,
            Login = new GuestLogin("tester", IdentityFile: Path.Combine(Folder, "id_lab")),
        }));
        Assert.That(
            lab.Guests[1].Guest.Image, Is.EqualTo(new OwnDiskImage(Path.Combine(Folder, "guest.qcow2"), DiskFormat.Raw)));
        Assert.That(lab.Guests[2], Is.EqualTo(NamedGuest.Debian));
        Assert.That(lab.ReportedImages, Is.EqualTo(new[]
        {
            new ReportedImage("rhel9*.qcow2", "rhel9"), new ReportedImage("/images/*", "debian"),
        }));
        Assert.That(lab.SecretVariables, Is.EqualTo(new[] { "LAB_TOKEN", "GUEST_PASSWORD" }));
        Assert.That(lab.Limits, Is.EqualTo(new LimitSettings
        {
            Console = ByteSize.FromMiB(1),
            Transcript = ByteSize.FromMiB(2),
            Scenario = ByteSize.FromMiB(8),
            Run = ByteSize.FromMiB(1024),
        }));
        Assert.That(lab.Qemu, Is.EqualTo(new QemuSettings("/usr/libexec/qemu-kvm", Accelerator.Kvm)));
        Assert.That(lab.QemuOf(lab.Hosts[0]), Is.EqualTo(lab.Qemu));
        Assert.That(
            lab.QemuOf(lab.Hosts[1]), Is.EqualTo(new QemuSettings(Accelerator: Accelerator.Kvm) { Build = Folder }));
        Assert.That(lab.Load.Scale, Is.EqualTo(0.5));
        Assert.That(lab.Baseline.Multiple, Is.EqualTo(4.5));
        Assert.That(lab.ScaleLimit(TimeSpan.FromSeconds(2)), Is.EqualTo(TimeSpan.FromSeconds(5)), "slowness: 2.5");
        Assert.That((lab.Timeouts.Boot, lab.Timeouts.Migration), Is.EqualTo((TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(90))));
        Assert.That(
            lab.NotCheckedAllow,
            Is.EqualTo([new AllowedUnmade("core dumps", "systemd-coredump has them", new DateOnly(2031, 12, 31))]));
        var allow = lab.KernelLogAllow.Single();
        Assert.That(
            (allow.Reason, allow.Expires, allow.Scope),
            Is.EqualTo(("no medium in the drive", new DateOnly(2031, 12, 31), KernelLogOwner.Guest)));
    }

    [Test]
    public void Keys_that_are_left_out_have_defaults()
    {
        var lab = Load("name: tiny\nhosts: [{ name: a, connection: local }]");

        Assert.That((lab.Guest, lab.Qemu, lab.Load, lab.Timeouts, lab.Baseline, lab.Strict), Is.EqualTo(
            (
                new GuestDescription(), new QemuSettings(), new LoadSettings(), new TimeoutSettings(), new BaselineSettings(5),
                false)));
    }

    [Test]
    public void The_guests_password_is_a_secret_without_being_named_as_one() =>
        Assert.That(
            Load(
                "name: tiny\nhosts: [{ name: a, connection: local }]\nsecrets: [TOKEN]\n" +
                "guest: { login: { user: root, passwordVariable: PASSWORD } }").SecretVariables,
            Is.EqualTo(new[] { "PASSWORD", "TOKEN" }));

    [Test]
    public void A_file_that_is_not_there_is_one_error() =>
        Assert.That(
            () => EnvironmentFile.Load(Path.Combine(Folder, "none.yaml"), DeviceKinds.HostSections),
            Throws.TypeOf<HarnessException>()
                .With.Message.StartsWith("[config] the environment file").And.Message.Contains("none.yaml"));

    [Test]
    public void Every_shipped_environment_is_valid()
    {
        var files = Directory.GetFiles(Repository.Folder("environments"), "*.yaml");

        Assert.That(files, Is.Not.Empty);
        foreach (var file in files)
        {
            Assert.That(
                EnvironmentFile.Load(file, DeviceKinds.HostSections).Name, Is.EqualTo(Path.GetFileName(file).Split('.')[0]));
            Assert.That(File.ReadLines(file).First(), Is.EqualTo("# yaml-language-server: $schema=environment.schema.json"));
        }
    }
}
