namespace TestHarness.Failures;

/// <summary>
/// All checks of guests, hosts and devices. A finding names one of these; a test that plants the check's fault holds each of them
/// (tests/TestHarness.Tests/Labs/LegChecks).
/// </summary>
public enum HealthCheck
{
    /// <summary>The guest answers on its console.</summary>
    GuestAnswer,

    /// <summary>The guest runs on the host that it was migrated to.</summary>
    GuestPlace,

    /// <summary>The guest's kernel logs no error.</summary>
    GuestKernelLog,

    /// <summary>The guest is still the same boot, and its clock goes forward.</summary>
    GuestIdentity,

    /// <summary>The guest's kernel does not become tainted.</summary>
    GuestTaint,

    /// <summary>The host's kernel logs no error.</summary>
    HostKernelLog,

    /// <summary>The host is still the same boot, unless a step has rebooted it.</summary>
    HostBoot,

    /// <summary>The host's kernel does not become tainted.</summary>
    HostTaint,

    /// <summary>No process of the host dumps core.</summary>
    CoreDumps,

    /// <summary>No request to a block device of QEMU fails.</summary>
    BlockStatistics,

    /// <summary>QEMU has stopped no block device after an error.</summary>
    IoStatus,

    /// <summary>After switchover the destination alone holds the disk open for writing.</summary>
    SingleWriter,

    /// <summary>The LUN is still the device of its WWID, with the same path and size.</summary>
    LunIdentity,

    /// <summary>The vdpa device still has its driver and its character device.</summary>
    VdpaBinding,

    /// <summary>The mdev is still there, of the same type and below the same parent.</summary>
    MdevIdentity,

    /// <summary>The migration carried the mdev's state.</summary>
    MdevState,

    /// <summary>QEMU reported each event of a failover pair's swap.</summary>
    Failover,

    /// <summary>The source's QEMU ended with exit code 0.</summary>
    QemuExitCode,

    /// <summary>The source's QEMU wrote nothing unexpected to standard error.</summary>
    QemuStandardError,

    /// <summary>The load still runs in the guest. Fails with class data.</summary>
    LoadRuns,

    /// <summary>The load writes more after the leg than before. Fails with class data.</summary>
    LoadProgress,

    /// <summary>The disk holds what the load wrote. Fails with class data.</summary>
    Data,

    /// <summary>The scenario leaves nothing on the hosts. Fails with class leak.</summary>
    Leaks,
}
