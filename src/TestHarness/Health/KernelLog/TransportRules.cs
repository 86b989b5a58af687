using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Health.KernelLog;

/// <summary>The rules for the way to a disk: links, ports, controllers.</summary>
/// <remarks>
/// drivers/scsi (scsi_error.c, scsi_logging.c, virtio_scsi.c, scsi_transport_fc.c; qla2xxx: qla_isr.c,
/// qla_os.c and qla_init.c; lpfc: lpfc_hbadisc.c), drivers/s390/scsi/zfcp_fsf.c and zfcp_ccw.c, drivers/virtio, drivers/ata.
/// </remarks>
internal static partial class TransportRules
{
    public static ImmutableArray<KernelLogRule> All { get; } =
    [
        KernelLogRule.Error("FC link down", LinkDown(), PathLossRole.Loss),
        KernelLogRule.Error("FC devices lost", DevicesLost(), PathLossRole.Loss),
        KernelLogRule.Error("SCSI command failed", ScsiCommand(), PathLossRole.Consequence),
        KernelLogRule.Error("SCSI reset or abort", ScsiReset(), PathLossRole.Consequence),
        KernelLogRule.Error("FC remote port lost", RemotePort(), PathLossRole.Loss),
        KernelLogRule.Error("virtio reset", Virtio()),
        KernelLogRule.Error("ATA error", Ata()),
    ];

    [GeneratedRegex(@"^qla2xxx .*: (?:LOOP DOWN detected|Cable is unplugged)|^lpfc .*:(?:1305|1308|1313) Link Down|"
        + @"^zfcp \S+: (?:There is no light signal|The link between the FCP adapter and the FC fabric is down|"
        + @"The FCP device has been detached|The CHPID for the FCP device is offline)")]
    private static partial Regex LinkDown();

    [GeneratedRegex(@"^qla2xxx .*: Mark all dev lost")]
    private static partial Regex DevicesLost();

    [GeneratedRegex(
        @"\[(?<dev>s[dr][a-z0-9]+)\] .*(?:FAILED Result|Sense Key : (?!Unit Attention|No Sense|Recovered)|"
        + @"Add\. Sense: .*(?:error|fail|not ready|timeout|reservation))|hostbyte=(?!DID_OK)",
        RegexOptions.IgnoreCase)]
    private static partial Regex ScsiCommand();

    [GeneratedRegex(
        @"\b(?:scsi|sd|sr|sg|st|virtio_scsi|scsi host\d+|qla2xxx|lpfc|fnic|libfc|host\d+)\b.*(?:(?:device|target|bus|host|"
        + @"adapter|lun|link)[ -]reset|\breset(?:ting)?\b|\babort(?:ed|ing|s)?\b|offlined|timing out|timed out)",
        RegexOptions.IgnoreCase)]
    private static partial Regex ScsiReset();

    [GeneratedRegex(
        @"rport-(?<dev>[\d:.-]+): blocked FC remote port time out|FC remote port.*(?:time ?out|removing)|"
        + @"^lpfc .*:0203 Devloss timeout",
        RegexOptions.IgnoreCase)]
    private static partial Regex RemotePort();

    [GeneratedRegex(
        @"virtio(?:_\w+|-\w+)? ?(?<dev>virtio\d+|\S*:)?.*(?:\breset\b|is not a head|id \d+ out of range|failed|broken|"
        + @"needs reset|bad used)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Virtio();

    [GeneratedRegex(
        @"^(?<dev>ata\d+(?:\.\d+)?): (?:.*exception Emask|.*(?:failed command|hard resetting|soft resetting|SError|"
        + @"COMRESET failed))")]
    private static partial Regex Ata();
}
