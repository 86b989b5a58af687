using TestHarness.Failures;
using TestHarness.Qemu.Capabilities;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.CommandLine.Reported;

namespace TestHarness.Tests.Qemu.CommandLine.Reported;

/// <summary>The memory, vCPUs and NUMA nodes of a reported guest.</summary>
[TestFixture]
internal sealed class ReportedSizeTests
{
    [Test]
    public void Memory_and_vCPUs_are_the_reports()
    {
        var line = Launch(ReportedLaunch.Settings("stg0"));

        Assert.That(line.FindObject("mem")!.ToString(), Is.EqualTo("-object memory-backend-memfd,id=mem,size=6G,share=on"));
        Assert.That(Sizes(line), Is.EqualTo(["-m 6G", "-smp 2"]));
    }

    [Test]
    public void Memory_and_vCPUs_for_which_the_hosts_have_no_room_are_made_smaller_in_all_places()
    {
        var launched = new ReportedCommandLine(Fixture.Read("vdpa-comment1-vm1")).Launch(
            ReportedLaunch.Settings("stg0") with { Room = new GuestRoom(MemoryMiB: 900, Vcpus: 1) });

        Assert.That(launched.CommandLine.FindObject("mem")!["size"], Is.EqualTo("900M"));
        Assert.That(Sizes(launched.CommandLine), Is.EqualTo(["-m 900M", "-smp 1"]));
        Assert.That(
            MappingText.Write(launched),
            Does.Contain("a guest of this scenario has at most 900 MiB, the report has 6144 MiB")
                .And.Contain("a guest of this scenario has at most 1 vCPUs, the report has 2"));
    }

    [TestCase("-m 1G,slots=4,maxmem=8G", "-smp 2,maxcpus=8", "-m 1G,slots=4,maxmem=8G", "-smp 2,maxcpus=8")]
    [TestCase("-m 8G,slots=4,maxmem=16G", "-smp sockets=2,cores=4", "-m 4096M", "-smp 4")]
    [TestCase("-m 4097", "-smp cores=2,maxcpus=6", "-m 4096M", "-smp 4")]
    [TestCase("-m 4096", "-smp 4", "-m 4096", "-smp 4")]
    [TestCase("", "", "-m 256M", "-smp 1")]
    public void A_guest_has_what_the_hosts_have_room_for(
        string memory, string vcpus, string launchedMemory, string launchedVcpus) =>
        Assert.That(
            Sizes(ReportedCommandLine.Parse($"qemu {ReportedLaunch.Disk} {memory} {vcpus}")
                .Launch(ReportedLaunch.Settings("disk0") with { Room = new GuestRoom(4096, 4) }).CommandLine),
            Is.EqualTo([launchedMemory, launchedVcpus]));

    [TestCase("-m 0x100000", "expected a size, as in 2G, found '0x100000'")]
    [TestCase("-smp 0x100", "expected a number, found '0x100'")]
    [TestCase(
        "-machine q35,memory-backend=r0 -object memory-backend-ram,id=r0,size=/etc/passwd",
        "size: expected a size, as in 2G, found '/etc/passwd'")]
    public void A_size_that_cannot_be_compared_with_the_hosts_room_is_refused(string option, string reason) => Assert.That(
        () => ReportedCommandLine.Parse($"qemu {ReportedLaunch.Disk} {option}"),
        Throws.TypeOf<HarnessException>().With.Message.Contains(reason));

    [Test]
    public void NUMA_nodes_stay_with_their_memory()
    {
        var line = Launch(
            "-m 2G -smp 4 -object memory-backend-file,id=r0,size=1G,mem-path=/dev/hugepages,prealloc=on",
            "-object memory-backend-ram,id=r1,size=1G -numa node,nodeid=0,cpus=0-1,memdev=r0 -numa " +
            "node,nodeid=1,cpus=2-3,memdev=r1");

        Assert.That(
            line.Options.Where(option => option.Name is "object" or "numa").Select(option => option.ToString()),
            Is.EqualTo([
                "-object memory-backend-memfd,id=r0,size=1G", "-object memory-backend-ram,id=r1,size=1G",
                "-numa node,nodeid=0,cpus=0-1,memdev=r0", "-numa node,nodeid=1,cpus=2-3,memdev=r1",
            ]));
    }

    [Test]
    public void A_guest_that_is_made_smaller_has_no_NUMA_nodes() => Assert.That(
        ReportedCommandLine.Parse(
                $"qemu {ReportedLaunch.Disk} -m 2G -object memory-backend-ram,id=r0,size=2G -numa node,nodeid=0,memdev=r0")
            .Launch(ReportedLaunch.Settings("disk0") with { Room = new GuestRoom(1024, 4) }).CommandLine
            .Options.Select(option => option.Name),
        Has.No.Member("numa").And.No.Member("object"));

    private static QemuCommandLine Launch(LaunchSettings settings) =>
        new ReportedCommandLine(Fixture.Read("vdpa-comment1-vm1")).Launch(settings).CommandLine;

    private static QemuCommandLine Launch(params string[] options) =>
        ReportedCommandLine.Parse($"qemu {ReportedLaunch.Disk} {string.Join(' ', options)}")
            .Launch(ReportedLaunch.Settings("disk0")).CommandLine;

    private static IEnumerable<string> Sizes(QemuCommandLine line) =>
        line.Options.Where(option => option.Name is "m" or "smp").Select(option => option.ToString());
}
