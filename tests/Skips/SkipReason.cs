namespace TestHarness.Tests.Skips;

/// <summary>
/// The reasons for which a test may be skipped. A message of a skipped test starts with the reason's name, by which
/// <c>.ci/expected</c> limits the number of skipped tests. A reason is a thing that is absent from this machine; it is never a
/// failure of what is under test.
/// </summary>
internal enum SkipReason
{
    /// <summary>There is no /dev/kvm.</summary>
    NoKvm,

    /// <summary>The kernel does not let QEMU use userfaultfd, which postcopy needs.</summary>
    NoUserfaultfd,

    /// <summary>This process cannot open /dev/kmsg for reading and writing.</summary>
    NoKernelLog,

    /// <summary>The kernel does not tell which pages of a file are not written yet (cachestat(2), Linux 6.5).</summary>
    NoCachestat,

    /// <summary>There is no /dev/loop-control, or losetup finds no free loop device.</summary>
    NoLoopDevice,

    /// <summary>The tests do not run as root.</summary>
    NotRoot,

    /// <summary>The kernel gives root no new namespaces.</summary>
    NoNamespaces,

    /// <summary>QEMU is in a place that PATH cannot hide.</summary>
    QemuOutsidePath,

    /// <summary>There is no qemu-system-x86_64 on PATH.</summary>
    NoQemu,

    /// <summary>There is no sshd.</summary>
    NoSshServer,

    /// <summary>There is no tcsh, fish or sudo.</summary>
    NoLoginShell,

    /// <summary>There is no busybox on PATH.</summary>
    NoBusybox,

    /// <summary>There is no qemu-ga on PATH.</summary>
    NoGuestAgent,

    /// <summary>A program that makes the guest image or the lab hosts' image is absent.</summary>
    NoImageTool,

    /// <summary>There is no image of lab hosts.</summary>
    NoLabImage,

    /// <summary>This machine has no libvirtd, and apt cannot download it.</summary>
    NoLibvirt,

    /// <summary>There are no schemas of libvirt's XML, which the package libvirt0 has.</summary>
    NoLibvirtSchema,

    /// <summary>The test has renewed its golden file on demand, in place of comparing it.</summary>
    GoldenFileRenewed,

    /// <summary>The NuGet source does not tell which packages have known flaws.</summary>
    NoPackageAudit,

    /// <summary>This machine has no dpkg.</summary>
    NoDpkg,

    /// <summary>apt cannot download the QEMU of another Debian.</summary>
    NoSecondQemu,

    /// <summary>There is no socat on PATH.</summary>
    NoSocat,

    /// <summary>There is no rsvg-convert on PATH.</summary>
    NoSvgRenderer,

    /// <summary>There is no /usr/bin/chromium, or no node for Playwright's driver.</summary>
    NoBrowser,

    /// <summary>No virtual lab is up for the tests.</summary>
    NoLab,

    /// <summary>There is no libfaketime.</summary>
    NoFakeTime,
}
