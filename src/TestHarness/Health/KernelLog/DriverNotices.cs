using System.Collections.Immutable;

namespace TestHarness.Health.KernelLog;

/// <summary>
/// The texts that drivers log at level 3 or 4 on a healthy host: banners, and notices when a device, a vHBA or a VF is added or
/// removed. The rules come first: a text that matches a rule is an error, whatever this table says. fnic logs its notices at
/// level 6, so that this table has none of it.
/// </summary>
internal static class DriverNotices
{
    private const string Pci = @"[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]";

    // A notice of qla2xxx has none of these words; a fault that the driver logs at the same level has one.
    private const string QlogicFaults =
        @"(?i:fail|error|time(?:d )?out|abort|lost|\bdown\b|reset|unable|cannot|invalid|illegal|dump|disconnect|unplug|panic|"
        + @"recovery|not coming back|inconsistent|fall(?:ing)? ?back|temperature|isolated|skip|alert|FPIN|paused|null|"
        + @"not loaded|not compatible|offline|logout|drop|corrupt|parity|mismatch|expire|stuck|hung|reject|refus|terminat|"
        + @"unexpected|NEED )";

    public static ImmutableArray<DriverNotice> All { get; } =
    [
        // ql_log and ql_dbg log the driver's own level "info", and its debug lines, as KERN_WARNING; its warnings are KERN_ERR.
        new("qla2xxx", 4,
            $@"^qla2xxx \[{Pci}\]-[0-9a-f]{{4,6}}:(?: |\d+): ?(?!.*{QlogicFaults})",
            "drivers/scsi/qla2xxx/qla_dbg.c, ql_log"),

        new("lpfc", 4, @"^Emulex LightPulse Fibre Channel SCSI driver [\d.]+$", "drivers/scsi/lpfc/lpfc_init.c, lpfc_init"),
        new("lpfc", 4, @"^Copyright \(C\) [-\d]+ (?:Broadcom|Emulex)\b", "drivers/scsi/lpfc/lpfc_init.c, lpfc_init"),
        new("lpfc", 3,
            $@"^lpfc {Pci}: \d+:1303 Link Up Event x",
            "drivers/scsi/lpfc/lpfc_hbadisc.c, lpfc_mbx_cmpl_read_topology"),
        new("lpfc", 3,
            $@"^lpfc {Pci}: \d+:\(\d+\):(?:1825 Vport Created|1827 Vport Enabled|1828 Vport Deleted)\.$",
            "drivers/scsi/lpfc/lpfc_vport.c"),
        new("lpfc", 3,
            $@"^lpfc {Pci}: \d+:(?:3176 Port Name |3018 There are \d+ virtual functions enabled)",
            "drivers/scsi/lpfc/lpfc_init.c, lpfc_attr.c"),
        new("lpfc", 3,
            $@"^lpfc {Pci}: \d+:1475 Registering BlockGuard with the SCSI layer: mask ",
            "drivers/scsi/lpfc/lpfc_init.c, lpfc_setup_bg"),
        new("lpfc", 3, $@"^lpfc {Pci}: \d+:6448 Dual Dump is enabled$", "drivers/scsi/lpfc/lpfc_sli.c, lpfc_sli4_hba_setup"),

        new("zfcp", 4, @"^zfcp: DIX is enabled\. It is experimental", "drivers/s390/scsi/zfcp_aux.c, zfcp_module_init"),
        new("zfcp", 4,
            @"^zfcp \S+: FC Endpoint Security of connection to remote port 0x[0-9a-f]+ changed: ",
            "drivers/s390/scsi/zfcp_fsf.c"),

        new("bnx2fc", 3, @"^bnx2fc: ulp_init: start discovery$", "drivers/scsi/bnx2fc/bnx2fc_fcoe.c, bnx2fc_ulp_start"),
        new("bnx2fc", 3,
            @"^bnx2fc: Setting vport names, 0x[0-9A-F]+ 0x[0-9A-F]+$",
            "drivers/scsi/bnx2fc/bnx2fc_fcoe.c, bnx2fc_if_create"),
        new("bnx2fc", 3,
            @"^bnx2fc: bnx2fc port check: \S+, flags: [0-9a-f]+$",
            "drivers/scsi/bnx2fc/bnx2fc_fcoe.c, bnx2fc_ulp_exit"),
        new("bnx2fc", 3,
            @"^(?:ULP_STOP$|bnx2fc: MOD_EXIT:destroy hba = )",
            "drivers/scsi/bnx2fc/bnx2fc_fcoe.c, bnx2fc_ulp_stop, bnx2fc_mod_exit"),

        new("igb", 4,
            $@"^igb {Pci}: Enabling SR-IOV VFs using the module parameter is deprecated",
            "drivers/net/ethernet/intel/igb/igb_main.c"),
        new("ixgbe", 4,
            $@"^ixgbe {Pci}: Enabling SR-IOV VFs using the max_vfs module parameter is deprecated",
            "drivers/net/ethernet/intel/ixgbe/ixgbe_main.c"),
        new("ixgbe", 4,
            $@"^ixgbe {Pci}(?: \S+)?: (?:Setting MTU > 1500|Enabling FCoE on PF) will disable legacy VFs$",
            "drivers/net/ethernet/intel/ixgbe"),
        new("ixgbe, i40e", 4,
            $@"^(?:ixgbe|i40e) {Pci}(?: \S+)?: This device is a pre-production adapter/LOM\. ",
            "drivers/net/ethernet/intel"),
        new("i40e", 4,
            $@"^i40e {Pci}: (?:PCI-Express bandwidth available for this device may be insufficient for optimal performance|"
            + @"Please move the device to a different PCI-e link with more lanes)",
            "drivers/net/ethernet/intel/i40e/i40e_main.c, i40e_probe"),
        new("i40e, ice", 4,
            $@"^(?:i40e|ice) {Pci}: The driver for the device detected an? (?:newer|older) version of the NVM image ",
            "drivers/net/ethernet/intel: i40e/i40e_main.c, ice/ice_controlq.c"),
        new("ice", 4, $@"^ice {Pci}(?: \S+)?: MTU is already \d+$", "drivers/net/ethernet/intel/ice/ice_main.c, ice_change_mtu"),
        new("mlx5", 4,
            $@"^mlx5_core {Pci}: \w+:\d+:\(pid \d+\): log_max_qp value in current profile is \d+, "
            + "changing it to HCA capability limit",
            "drivers/net/ethernet/mellanox/mlx5/core/main.c, handle_hca_cap"),

        new("virtio_net", 4, @"^virtio_net virtio\d+ \S+: XDP request \d+ queues but max is \d+\. ", "drivers/net/virtio_net.c"),
        new("virtio_mem", 4, @"^virtio_mem virtio\d+: .* can make some memory unusable\.$", "drivers/virtio/virtio_mem.c"),

        new("sd", 3,
            @"^sd [\d:]+: \[sd[a-z]+\] (?:No Caching mode page found|Assuming drive cache: write (?:through|back)|"
            + @"Optimal transfer size \d+ bytes not a multiple of )",
            "drivers/scsi/sd.c, sd_read_cache_type, sd_validate_opt_xfer_size"),
        // The taint check judges the flags that these modules set.
        new("module", 3, @"^\w+: (?:loading out-of-tree module taints kernel\.|"
            + @"module verification failed: signature and/or required key missing - tainting kernel)$", "kernel/module/main.c"),
    ];
}
