using System.Collections.Immutable;
using TestHarness.Health;
using TestHarness.Health.KernelLog;

namespace TestHarness.Tests.Health.KernelLog;

public sealed class IncidentTests
{
    private const string PulledCable =
        """
        <4>qla2xxx [0000:3b:00.1]-500b:7: LOOP DOWN detected (2 7 0 0).
        <4>qla2xxx [0000:3b:00.1]-20f1:7: Mark all dev lost
        <3> rport-7:0-2: blocked FC remote port time out: removing target and saving binding
        <6>sd 7:0:2:0: rejecting I/O to offline device
        <6>sd 7:0:2:0: rejecting I/O to offline device
        <3>I/O error, dev sdc, sector 2048 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 2
        """;

    private const string LostDisk =
        """
        <3>nvme nvme0: Device not ready; aborting reset, CSTS=0x1
        <1>Read-error on swap-device (259:0:4620184)
        <1>Read-error on swap-device (259:0:4620192)
        <2>EXT4-fs error (device nvme0n1p1): __ext4_find_entry:1611: inode #1561: comm systemd: reading directory lblock 0
        <2>EXT4-fs error (device nvme0n1p1): __ext4_find_entry:1611: inode #1561: comm sshd: reading directory lblock 0
        <2>EXT4-fs error (device nvme0n1p1): __ext4_find_entry:1611: inode #1561: comm sshd: reading directory lblock 0
        <3>Aborting journal on device nvme0n1p1-8.
        <3>Buffer I/O error on dev nvme0n1p1, logical block 262144, lost sync page write
        <3>JBD2: Error -5 detected when updating journal superblock for nvme0n1p1-8.
        <2>EXT4-fs (nvme0n1p1): I/O error while writing superblock
        <0>Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000007
        """;

    [Test]
    public void A_pulled_cable_is_one_incident_whose_first_cause_is_the_link()
    {
        var finding = PrintedLog.Judge(PulledCable).Findings.Single();

        Assert.That(finding.Severity, Is.EqualTo(HealthSeverity.Error));
        Assert.That(
            finding.Message,
            Is.EqualTo(
                "6 records of host7, 0000:3b:00.1, sdc; the first cause is FC link down: " +
                "[    0.000000] <4> qla2xxx [0000:3b:00.1]-500b:7: LOOP DOWN detected (2 7 0 0).\n" +
                "    1 × FC devices lost: [    0.000000] <4> qla2xxx [0000:3b:00.1]-20f1:7: Mark all dev lost\n" +
                "    1 × FC remote port lost on 7:0-2: " +
                "[    0.000000] <3>  rport-7:0-2: blocked FC remote port time out: removing target and saving binding\n" +
                "    2 × block device gone: [    0.000000] <6> sd 7:0:2:0: rejecting I/O to offline device\n" +
                "    1 × block error on sdc: " +
                "[    0.000000] <3> I/O error, dev sdc, sector 2048 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 2"));
    }

    [Test]
    public void A_lost_disk_is_one_incident_up_to_the_panic()
    {
        var incident = Group(LostDisk).Single();

        Assert.That(incident.First.Record.Text, Does.StartWith("nvme nvme0: Device not ready"));
        Assert.That((incident.Count, incident.Severity), Is.EqualTo((11, HealthSeverity.Critical)));
        Assert.That(incident.Worst.Rule, Is.EqualTo("kernel panic"));
        Assert.That(incident.Subjects, Is.SupersetOf(["nvme0", "nvme0n1p1"]));
        Assert.That($"{incident}", Does.Contain("; the worst is kernel panic; the first cause is level 3: "));
        Assert.That(
            $"{incident}",
            Does.Contain("2 × swap error on 259:0").And.Contain("4 × ext4 error on nvme0n1p1").And.Contain("1 × kernel panic"));
    }

    [Test]
    public void A_remote_port_that_is_given_up_a_minute_later_belongs_to_the_link() => Assert.That(
        Group(
            """
            [10.0] <4>qla2xxx [0000:3b:00.1]-500b:7: LOOP DOWN detected (2 7 0 0).
            [70.5] <3> rport-7:0-2: blocked FC remote port time out: removing target and saving binding
            [70.6] <3>I/O error, dev sdc, sector 2048 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 2
            [70.7] <2>EXT4-fs error (device sdc1): ext4_find_entry:1455: inode #2: comm ls: reading directory lblock 0
            """).Select(incident => incident.Count),
        Is.EqualTo([4]));

    [Test]
    public void Two_hosts_that_lose_their_links_at_once_are_two_incidents() => Assert.That(
        Group(
            """
            <4>qla2xxx [0000:3b:00.0]-500b:6: LOOP DOWN detected (2 7 0 0).
            <4>qla2xxx [0000:3b:00.1]-500b:7: LOOP DOWN detected (2 7 0 0).
            <3> rport-6:0-2: blocked FC remote port time out: removing target and saving binding
            """).Select(incident => (incident.Subjects[0], incident.Count)),
        Is.EqualTo([("host6", 2), ("host7", 1)]));

    [Test]
    public void A_disk_whose_unit_the_log_has_named_belongs_to_the_host_of_that_unit() => Assert.That(
        Group(
            """
            <4>qla2xxx [0000:3b:00.0]-500b:6: LOOP DOWN detected (2 7 0 0).
            <3>sd 6:0:0:1: [sdb] tag#0 FAILED Result: hostbyte=DID_NO_CONNECT driverbyte=DRIVER_OK
            <4>qla2xxx [0000:3b:00.1]-500b:7: LOOP DOWN detected (2 7 0 0).
            <3>I/O error, dev sdb, sector 2048 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 2
            """).Select(incident => incident.Count),
        Is.EqualTo([3, 1]));

    [Test]
    public void An_error_of_a_disk_long_after_the_link_was_lost_is_an_incident_of_its_own() => Assert.That(
        Group(
            """
            [10.0] <4>qla2xxx [0000:3b:00.1]-500b:7: LOOP DOWN detected (2 7 0 0).
            [40.0] <3>I/O error, dev sdb, sector 2048 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 2
            """),
        Has.Exactly(2).Items);

    [TestCase(
        "<4>NETDEV WATCHDOG: eth0 (virtio_net): transmit queue 0 timed out", "<3>I/O error, dev vda, sector 8 op 0x1:(WRITE)")]
    [TestCase("<4>hrtimer: interrupt took 13370126 ns", "<3>I/O error, dev vda, sector 8 op 0x1:(WRITE)")]
    [TestCase("<3>I/O error, dev vda, sector 8 op 0x1:(WRITE)", "<3>I/O error, dev vdb, sector 8 op 0x1:(WRITE)")]
    [TestCase("<3>I/O error, dev vda, sector 8 op 0x1:(WRITE)", "<4>hrtimer: interrupt took 13370126 ns")]
    public void Findings_that_have_nothing_to_do_with_one_another_stay_apart(string first, string second) =>
        Assert.That(Group($"{first}\n{second}"), Has.Exactly(2).Items);

    [Test]
    public void The_dump_of_a_warning_belongs_to_the_warning() => Assert.That(
        Group(
            """
            <4>------------[ cut here ]------------
            <4>WARNING: CPU: 0 PID: 1 at kernel/x.c:1 f+0x1/0x2
            <4>Modules linked in: virtio_net
            <4>RIP: 0010:f+0x1/0x2
            <4>Call Trace:
            <4> g+0x1/0x2
            """).Select(incident => incident.Count),
        Is.EqualTo([6]));

    [Test]
    public void A_line_that_is_repeated_is_one_incident_with_its_count()
    {
        var log = string.Join('\n', Enumerable.Range(1, 40).Select(i => $"[{i}.0] <4>hrtimer: interrupt took {i}00 ns"));

        Assert.That(
            PrintedLog.Judge(log).Findings.Single().Message,
            Is.EqualTo("40 records in 39.0 s; the first is level 4: [    1.000000] <4> hrtimer: interrupt took 100 ns"));
    }

    [Test]
    public void An_incident_of_many_kinds_shows_the_most_severe_and_counts_the_rest()
    {
        var disks = string.Join(
            '\n', Enumerable.Range(0, 26).Select(i => $"<3>I/O error, dev sd{(char)('a' + i)}, sector 8 op 0x1:(WRITE)"));
        var incident = Group(
            $"<4>qla2xxx [0000:3b:00.1]-500b:7: LOOP DOWN detected (2 7 0 0).\n{disks}\n" +
            "<0>Kernel panic - not syncing: dead").Single();

        Assert.That($"{incident}".Split('\n'), Has.Length.EqualTo(1 + Incident.ShownKinds + 1));
        Assert.That($"{incident}", Does.Contain("1 × kernel panic").And.EndWith("    … and 15 more kinds"));
    }

    private static ImmutableArray<Incident> Group(string log)
    {
        var incidents = new Incidents();
        foreach (var finding in PrintedLog.Read(log).Select(KernelLogJudge.Judge).OfType<KernelLogFinding>())
            incidents.Add(finding);
        return incidents.Build();
    }
}
