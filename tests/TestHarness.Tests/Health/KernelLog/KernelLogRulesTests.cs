using TestHarness.Health;
using TestHarness.Health.KernelLog;

namespace TestHarness.Tests.Health.KernelLog;

public sealed class KernelLogRulesTests
{
    [TestCase("I/O error, dev vda, sector 4096 op 0x1:(WRITE) flags 0x800 phys_seg 1 prio class 2", "block error", "vda")]
    [TestCase(
        "blk_update_request: I/O error, dev sda, sector 0 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 0", "block error", "sda")]
    [TestCase("print_req_error: I/O error, dev nvme0n1, sector 8 flags 0", "block error", "nvme0n1")]
    [TestCase("end_request: I/O error, dev sdb, sector 123", "block error", "sdb")]
    [TestCase("timeout error, dev sdc, sector 9 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 2", "block error", "sdc")]
    [TestCase("recoverable transport error, dev sdd, sector 9 op 0x0:(READ)", "block error", "sdd")]
    [TestCase("operation not supported error, dev loop0, sector 0 op 0x9:(WRITE_ZEROES)", "block error", "loop0")]
    [TestCase("kernel resource error, dev sda, sector 2 op 0x0:(READ)", "block error", "sda")]
    [TestCase("device resource error, dev sda, sector 2 op 0x0:(READ)", "block error", "sda")]
    [TestCase("open zones exceeded error, dev sda, sector 2 op 0x1:(WRITE)", "block error", "sda")]
    [TestCase("duration limit exceeded error, dev sda, sector 2 op 0x0:(READ)", "block error", "sda")]
    [TestCase("blk_update_request: critical target error, dev sdb, sector 1 op 0x0:(READ)", "block data error", "sdb")]
    [TestCase("critical medium error, dev sdb, sector 1 op 0x0:(READ)", "block data error", "sdb")]
    [TestCase("critical space allocation error, dev dm-3, sector 1 op 0x1:(WRITE)", "block data error", "dm-3")]
    [TestCase("critical nexus error, dev sdb, sector 1 op 0x1:(WRITE)", "block data error", "sdb")]
    [TestCase("reservation conflict error, dev sdb, sector 1 op 0x1:(WRITE)", "block data error", "sdb")]
    [TestCase("protection error, dev sdb, sector 1 op 0x0:(READ)", "block data error", "sdb")]
    [TestCase("device offline error, dev sdb, sector 1 op 0x0:(READ)", "block device offline", "sdb")]
    [TestCase("Buffer I/O error on dev vda1, logical block 3, lost async page write", "buffer I/O error", "vda1")]
    [TestCase("Buffer I/O error on device sda, logical block 0", "buffer I/O error", "sda")]
    [TestCase(
        "EXT4-fs error (device vda1): ext4_find_entry:1455: inode #2: comm ls: reading directory lblock 0", "ext4 error", "vda1")]
    [TestCase("EXT4-fs warning (device vda1): ext4_end_bio:343: I/O error 10 writing to inode 12", "ext4 error", "vda1")]
    [TestCase("EXT4-fs (vda1): Remounting filesystem read-only", "remounted read-only", "vda1")]
    [TestCase("XFS (dm-0): Corruption detected. Unmount and run xfs_repair", "XFS shutdown", "dm-0")]
    [TestCase("XFS (vdb): metadata I/O error in \"xfs_buf_ioend\" at daddr 0x8 len 8 error 5", "XFS error", "vdb")]
    [TestCase("Aborting journal on device vda1-8.", "journal error", "vda1-8")]
    [TestCase("sd 2:0:0:0: [sda] tag#0 FAILED Result: hostbyte=DID_TIME_OUT driverbyte=DRIVER_OK", "SCSI command failed", "sda")]
    [TestCase("sd 2:0:0:0: rejecting I/O to offline device", "block device gone", null)]
    [TestCase("scsi host2: abort requested", "SCSI reset or abort", null)]
    [TestCase("sd 2:0:0:0: Power-on or device reset occurred", "SCSI reset or abort", null)]
    [TestCase("virtio_net virtio0: output.0:id 5 is not a head!", "virtio reset", "virtio0")]
    [TestCase("INFO: task dd:412 blocked for more than 120 seconds.", "hung task", null)]
    [TestCase("watchdog: BUG: soft lockup - CPU#0 stuck for 22s! [dd:412]", "soft lockup", null)]
    [TestCase("NMI watchdog: Watchdog detected hard LOCKUP on cpu 1", "hard lockup", null)]
    [TestCase("rcu: INFO: rcu_preempt self-detected stall on CPU", "RCU stall", null)]
    [TestCase("rcu: INFO: rcu_sched detected stalls on CPUs/tasks:", "RCU stall", null)]
    [TestCase("BUG: kernel NULL pointer dereference, address: 0000000000000000", "NULL dereference", null)]
    [TestCase("Oops: 0000 [#1] PREEMPT SMP NOPTI", "Oops", null)]
    [TestCase("general protection fault, probably for non-canonical address 0xdead: 0000 [#1]", "invalid kernel access", null)]
    [TestCase("kernel BUG at mm/slub.c:4321!", "kernel BUG", null)]
    [TestCase("Call Trace:", "call trace", null)]
    [TestCase("WARNING: CPU: 0 PID: 1 at kernel/x.c:1 f+0x1/0x2", "kernel warning", null)]
    [TestCase("Out of memory: Killed process 99 (dd) total-vm:1kB", "out of memory", null)]
    [TestCase("dd invoked oom-killer: gfp_mask=0x0", "out of memory", null)]
    [TestCase(
        "clocksource: timekeeping watchdog on CPU0: Marking clocksource 'tsc' as unstable because the skew is too large:",
        "clocksource unstable", null)]
    [TestCase("mce: [Hardware Error]: CPU 0: Machine Check: 0 Bank 5: be00000000800400", "machine check", null)]
    [TestCase("kworker/0:1: page allocation failure: order:4, mode:0x40a20", "page allocation failure", null)]
    [TestCase("dd[99]: segfault at 0 ip 0 sp 0 error 4 in dd", "process crashed", null)]
    [TestCase("CPU 0/KVM[412]: segfault at 10 ip 0 sp 0 error 6 in qemu-system-x86_64", "process crashed", null)]
    [TestCase("traps: mig/src/send_0[99] general protection fault ip:7f sp:7f error:0 in libc.so.6", "process crashed", null)]
    [TestCase("lost page write due to I/O error on vda1", "page writeback lost", "vda1")]
    [TestCase("device-mapper: multipath: 253:0: Failing path 8:16.", "multipath path failed", null)]
    [TestCase("device-mapper: table: 253:0: multipath: error getting device", "device-mapper error", null)]
    [TestCase("BTRFS error (device vdb): bdev /dev/vdb errs: wr 1, rd 0, flush 0, corrupt 0, gen 0", "Btrfs error", "vdb")]
    [TestCase("BUG: workqueue lockup - pool cpus=0 node=0 flags=0x0 nice=0 stuck for 33s!", "workqueue lockup", null)]
    [TestCase("irq 16: nobody cared (try booting with the \"irqpoll\" option)", "unexpected interrupt", null)]
    [TestCase("Memory failure: 0x1234: recovery action for dirty LRU page: Recovered", "memory failure", null)]
    [TestCase("rport-2:0-1: blocked FC remote port time out: removing target and saving binding", "FC remote port lost", "2:0-1")]
    [TestCase("qla2xxx [0000:3b:00.1]-500b:7: LOOP DOWN detected (2 7 0 0).", "FC link down", null)]
    [TestCase("qla2xxx [0000:3b:00.1]-8038:7: Cable is unplugged...", "FC link down", null)]
    [TestCase("lpfc 0000:04:00.0: 0:1305 Link Down Event x2 received Data: x2 x20 x800110 x0", "FC link down", null)]
    [TestCase("zfcp 0.0.1900: There is no light signal from the local fibre channel cable", "FC link down", null)]
    [TestCase("zfcp 0.0.1900: The link between the FCP adapter and the FC fabric is down", "FC link down", null)]
    [TestCase("qla2xxx [0000:3b:00.1]-20f1:7: Mark all dev lost", "FC devices lost", null)]
    [TestCase(
        "lpfc 0000:04:00.0: 0:(0):0203 Devloss timeout on WWPN 50:05:07:63:00:c5:62:01 NPort x010200 Data: x0 x7 x0",
        "FC remote port lost", null)]
    [TestCase("Write-error on swap-device (259:0:4620184)", "swap error", "259:0")]
    [TestCase("JBD2: Error -5 detected when updating journal superblock for sda1-8.", "journal error", "sda1-8")]
    [TestCase("ata1.00: failed command: WRITE DMA", "ATA error", "ata1.00")]
    [TestCase("NETDEV WATCHDOG: eth0 (virtio_net): transmit queue 0 timed out", "network transmit timeout", "eth0")]
    [TestCase("Kernel panic - not syncing: Attempted to kill init!", "kernel panic", null)]
    public void Knows_the_error_at_any_level(string text, string rule, string? device)
    {
        var finding = KernelLogJudge.Judge(new KernelLogRecord(1, 0, 6, TimeSpan.FromSeconds(1.5), text));

        Assert.That(finding?.Rule, Is.EqualTo(rule));
        Assert.That(finding?.Device, Is.EqualTo(device));
        Assert.That(finding?.Severity, Is.GreaterThanOrEqualTo(HealthSeverity.Error));
    }

    [Test]
    public void A_finding_names_the_rule_and_the_device() => Assert.That(
        KernelLogJudge.Judge(
            new KernelLogRecord(1, 0, 6, TimeSpan.FromSeconds(1.5), "end_request: I/O error, dev sdb, sector 123"))?.ToString(),
        Is.EqualTo("block error on sdb: [    1.500000] <6> end_request: I/O error, dev sdb, sector 123"));

    [TestCase("EXT4-fs (vda1): mounted filesystem with ordered data mode. Opts: errors=remount-ro. Quota mode: none.")]
    [TestCase("virtio_blk virtio2: [vda] 2097152 512-byte logical blocks (1.07 GB/1.00 GiB)")]
    [TestCase("sd 2:0:0:0: [sda] Attached SCSI disk")]
    [TestCase("XFS (vdb): Mounting V5 Filesystem")]
    [TestCase("clocksource: Switched to clocksource tsc")]
    [TestCase("rcu: Hierarchical SRCU implementation.")]
    [TestCase("scsi host2: Virtio SCSI HBA")]
    [TestCase("mce: CPU supports 10 MCE banks")]
    [TestCase("NET: Registered PF_VSOCK protocol family")]
    public void Takes_plain_information_for_no_error(string text) =>
        Assert.That(KernelLogJudge.Judge(new KernelLogRecord(1, 0, 6, TimeSpan.Zero, text)), Is.Null);

    [TestCase("Emulex LightPulse Fibre Channel SCSI driver 12.0.0.10", 4)]
    [TestCase(
        "Copyright (C) 2017-2018 Broadcom. All Rights Reserved. The term Broadcom refers to Broadcom Limited and/or its " +
        "subsidiaries.", 4)]
    [TestCase("sd 2:0:0:0: [sdb] No Caching mode page found", 3)]
    [TestCase("sd 2:0:0:0: [sdb] Assuming drive cache: write through", 3)]
    [TestCase("sd 2:0:0:0: [sdb] Assuming drive cache: write through", 4)]
    [TestCase(
        "sd 2:0:0:0: [sdb] Optimal transfer size 33553920 bytes not a multiple of preferred minimum block size (4096 bytes)", 4)]
    [TestCase("mtty: loading out-of-tree module taints kernel.", 4)]
    [TestCase("mtty: module verification failed: signature and/or required key missing - tainting kernel", 4)]
    public void The_banner_of_a_healthy_host_is_not_a_finding_up_to_level_3(string text, int level)
    {
        Assert.That(KernelLogJudge.Judge(new KernelLogRecord(1, 0, level, TimeSpan.Zero, text)), Is.Null);
        Assert.That(KernelLogJudge.Judge(new KernelLogRecord(1, 0, 2, TimeSpan.Zero, text))?.Rule, Is.EqualTo("level 2"));
    }

    [TestCase("sd 2:0:0:0: [sdb] Asking for cache data failed")]
    [TestCase("sd 2:0:0:0: [sdb] Assuming drive cache failed")]
    [TestCase("lpfc 0000:04:00.0: Emulex LightPulse Fibre Channel SCSI driver 12.0.0.10")]
    [TestCase("mtty: module license 'unspecified' taints kernel.")]
    public void A_record_that_only_resembles_a_banner_stays_a_finding(string text) =>
        Assert.That(KernelLogJudge.Judge(new KernelLogRecord(1, 0, 4, TimeSpan.Zero, text))?.Rule, Is.EqualTo("level 4"));

    [TestCase(0, HealthSeverity.Critical)]
    [TestCase(2, HealthSeverity.Critical)]
    [TestCase(3, HealthSeverity.Error)]
    [TestCase(4, HealthSeverity.Warning)]
    public void A_record_of_a_suspect_level_is_a_finding_without_a_rule(int level, HealthSeverity severity)
    {
        var finding = KernelLogJudge.Judge(new KernelLogRecord(1, 0, level, TimeSpan.FromSeconds(1.5), "something else"))!;

        Assert.That((finding.Severity, finding.Rule), Is.EqualTo((severity, $"level {level}")));
        Assert.That(finding.ToString(), Is.EqualTo($"level {level}: [    1.500000] <{level}> something else"));
    }
}
