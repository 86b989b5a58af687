using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Health.KernelLog;

/// <remarks>
/// drivers/scsi/sd.c (sd_read_cache_type, sd_validate_opt_xfer_size), drivers/scsi/lpfc/lpfc_init.c, whose banner older kernels
/// print without a level, so that it has level 4; kernel/module/main.c.
/// </remarks>
internal static partial class HarmlessRecords
{
    /// <summary>What drivers print at level 3 or 4 on a healthy host when a device or module is added.</summary>
    public static ImmutableArray<Regex> All { get; } = [DriverBanner(), AttachedDisk(), TaintingModule()];

    [GeneratedRegex(@"^Emulex LightPulse Fibre Channel SCSI driver [\d.]+$|^Copyright \(C\) [-\d]+ (?:Broadcom|Emulex)\b")]
    private static partial Regex DriverBanner();

    [GeneratedRegex(@"^sd [\d:]+: \[sd[a-z]+\] (?:No Caching mode page found|Assuming drive cache: write (?:through|back)|"
        + @"Optimal transfer size \d+ bytes not a multiple of )")]
    private static partial Regex AttachedDisk();

    // The taint check judges the flags that these modules set.
    [GeneratedRegex(@"^\w+: (?:loading out-of-tree module taints kernel\.|"
        + @"module verification failed: signature and/or required key missing - tainting kernel)$")]
    private static partial Regex TaintingModule();
}
