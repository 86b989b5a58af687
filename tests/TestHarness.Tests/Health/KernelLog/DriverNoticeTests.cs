using TestHarness.Health.KernelLog;

namespace TestHarness.Tests.Health.KernelLog;

public sealed class DriverNoticeTests
{
    [Test]
    public void A_driver_that_is_loaded_and_a_vHBA_that_is_made_are_no_findings() => Assert.That(
        PrintedLog.Judge(
            """
            <4>qla2xxx [0000:00:00.0]-0005: : QLogic Fibre Channel HBA Driver: 10.02.09.100-k.
            <4>qla2xxx [0000:3b:00.1]-001d: : Found an ISP2031 irq 41 iobase 0x00000000a1b2c3d4.
            <4>qla2xxx [0000:3b:00.1]-00c6:7: MSI-X: Using 18 vectors
            <4>qla2xxx [0000:3b:00.1]-0075:7: ZIO mode 6 enabled; timer delay (200 us).
            <6>scsi host7: qla2xxx
            <4>qla2xxx [0000:3b:00.1]-00fb:7: QLogic QLE2672 - QLE2672 QLogic 2-port 16Gb Fibre Channel Adapter.
            <4>qla2xxx [0000:3b:00.1]-500a:7: LOOP UP detected (16 Gbps).
            <4>qla2xxx [0000:3b:00.1]-8037:7: F/W Ready - OK.
            <4>qla2xxx [0000:3b:00.1]-10b7:7: Format 0 : Number of VPs setup 254, number of VPs acquired 1.
            <4>qla2xxx [0000:3b:00.1]-2069:7: LOOP READY.
            """).Findings,
        Is.Empty);

    [Test]
    public void A_LUN_that_is_attached_is_not_a_finding() => Assert.That(
        PrintedLog.Judge(
            """
            <5>scsi 9:0:0:3: Direct-Access     LIO-ORG  lun-a            4.0  PQ: 0 ANSI: 6
            <5>sd 9:0:0:3: Attached scsi generic sg7 type 0
            <4>sd 9:0:0:3: Power-on or device reset occurred
            <5>sd 9:0:0:3: [sdf] 524288 512-byte logical blocks: (268 MB/256 MiB)
            <5>sd 9:0:0:3: [sdf] Attached SCSI disk
            """).Findings,
        Is.Empty);

    [TestCase("qla2xxx [0000:3b:00.1]-7080:7: VP entry id 1 assigned.", 4)]
    [TestCase("qla2xxx [0000:3b:00.1]-7088:7: VP[1] deleted.", 4)]
    [TestCase("qla2xxx [0000:3b:00.1]-00fc:7: ISP2031: PCIe (8.0GT/s x8) @ 0000:3b:00.1 hdma+ host#=7 fw=8.08.204.", 4)]
    [TestCase("qla2xxx [0000:3b:00.1]-d302:7: qla24xx_get_port_database: FC-NVMe is Enabled (0x4000)", 4)]
    [TestCase("qla2xxx [0000:3b:00.1]-fffa:7: Adapter shutdown", 4)]
    [TestCase("lpfc 0000:04:00.0: 0:1303 Link Up Event x1 received Data: x1 x0 x20 x0 x0", 3)]
    [TestCase("lpfc 0000:04:00.0: 0:(1):1825 Vport Created.", 3)]
    [TestCase("lpfc 0000:04:00.0: 0:(1):1828 Vport Deleted.", 3)]
    [TestCase(
        "zfcp 0.0.1900: FC Endpoint Security of connection to remote port 0x500507630300c562 changed: from none to " +
        "Authentication", 4)]
    [TestCase("bnx2fc: ulp_init: start discovery", 3)]
    [TestCase("bnx2fc: Setting vport names, 0x20000025B5000001 0x21000025B5000001", 3)]
    [TestCase(
        "igb 0000:01:00.0: Enabling SR-IOV VFs using the module parameter is deprecated - please use the pci sysfs interface.",
        4)]
    [TestCase("ixgbe 0000:01:00.0 eth0: Setting MTU > 1500 will disable legacy VFs", 4)]
    [TestCase(
        "i40e 0000:01:00.0: PCI-Express bandwidth available for this device may be insufficient for optimal performance.", 4)]
    [TestCase(
        "ice 0000:01:00.0: The driver for the device detected an older version of the NVM image than expected. Please update " +
        "the NVM image.", 4)]
    [TestCase(
        "mlx5_core 0000:01:00.0: handle_hca_cap:575:(pid 653): log_max_qp value in current profile is 18, changing it to HCA " +
        "capability limit (17)", 4)]
    [TestCase("virtio_mem virtio3: The alignment of the physical start address can make some memory unusable.", 4)]
    public void The_notice_of_a_driver_is_not_a_finding_up_to_its_level(string text, int level)
    {
        Assert.That(KernelLogJudge.Judge(new KernelLogRecord(1, 0, level, TimeSpan.Zero, text)), Is.Null);
        Assert.That(
            KernelLogJudge.Judge(new KernelLogRecord(1, 0, level - 1, TimeSpan.Zero, text))?.Rule,
            Is.EqualTo($"level {level - 1}"));
    }

    [TestCase("qla2xxx [0000:3b:00.1]-705d:7: Chip reset to bring laser down")]
    [TestCase(
        "qla2xxx [0000:3b:00.1]-101c:7: Mailbox cmd timeout occurred, cmd=0x54, mb[0]=0x54, eeh_busy=0x0. Scheduling ISP abort.")]
    [TestCase("qla2xxx [0000:3b:00.1]-00af:7: Performing ISP error recovery - ha=00000000a1b2c3d4.")]
    [TestCase("qla2xxx [0000:3b:00.1]-9006:7: PCI/Register disconnect, exiting.")]
    [TestCase("qla2xxx [0000:3b:00.1]-5073:7: Implicit logout of 500507630300c562, session terminated")]
    [TestCase("qla2xxx [0000:3b:00.1]-b060:7: HW State: FAILED.")]
    [TestCase("qla2xxx [0000:3b:00.1]-705d:7: Remote port 50050763 is not coming back")]
    [TestCase("qla2xxx [0000:3b:00.1]-5083:7: Asynchronous critical temperature event received aenmb[0]: 8015")]
    [TestCase("lpfc 0000:04:00.0: 0:(1):0259 No NPIV Fabric support")]
    [TestCase("bnx2fc: Failed to create interface (eth0)")]
    [TestCase("i40e 0000:01:00.0: VFs are assigned - not disabling SR-IOV")]
    [TestCase("ixgbe 0000:01:00.0: The VF MAC address has been set, but the PF device is not up.")]
    [TestCase("mlx5_core 0000:01:00.0: mlx5_health_try_recover:347:(pid 9): handling bad device here")]
    public void The_fault_of_a_driver_is_a_finding_at_the_level_of_its_notices(string text) =>
        Assert.That(KernelLogJudge.Judge(new KernelLogRecord(1, 0, 4, TimeSpan.Zero, text)), Is.Not.Null);
}
