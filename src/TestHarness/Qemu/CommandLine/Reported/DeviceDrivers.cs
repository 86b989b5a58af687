namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>
/// The drivers of <c>-device</c> that are taken over, dropped or refused. A driver that is in no list is refused.
/// </summary>
internal static class DeviceDrivers
{
    public static NameRules TakenOver { get; } = new(
        ("disk controllers and disks", """
            virtio-blk virtio-blk-* virtio-scsi virtio-scsi-* scsi-hd scsi-cd scsi-block scsi-generic scsi-disk
            ide-hd ide-cd ide-cf ide-drive ahci ich9-ahci piix3-ide piix4-ide nvme nvme-ns nvme-subsys floppy sd-card sdhci-pci
            lsi lsi53c8* megasas megasas-gen2 mptsas1068 pvscsi am53c974 dc390 isa-fdc isa-ide
            """),
        ("buses", """
            pcie-root-port pcie-pci-bridge pci-bridge pci-bridge-seat ioh3420 x3130-upstream xio3130-downstream i82801b11-bridge
            pxb pxb-pcie virtio-iommu virtio-iommu-pci intel-iommu amd-iommu
            """),
        ("USB", """
            qemu-xhci nec-usb-xhci piix3-usb-uhci piix4-usb-uhci ich9-usb-* usb-ehci pci-ohci vt82c686b-usb-uhci usb-hub
            usb-tablet usb-mouse usb-kbd usb-wacom-tablet usb-storage usb-bot usb-uas usb-audio usb-net usb-serial usb-ccid
            """),
        ("NICs", """
            virtio-net virtio-net-* e1000 e1000e e1000-* igb igbvf rtl8139 vmxnet3 ne2k_pci ne2k_isa pcnet tulip
            i82550 i82551 i82557a i82557b i82557c i82558a i82558b i82559a i82559b i82559c i82559er i82562 i82801
            """),
        ("virtio and serial ports", """
            virtio-balloon virtio-balloon-* virtio-rng virtio-rng-* virtio-serial virtio-serial-* virtserialport virtconsole
            virtio-keyboard* virtio-mouse* virtio-tablet* virtio-multitouch* pci-serial pci-serial-2x pci-serial-4x
            isa-parallel sclpconsole
            """),
        ("sound and display", """
            VGA secondary-vga bochs-display ramfb cirrus-vga isa-vga isa-cirrus-vga vmware-svga qxl qxl-vga virtio-vga virtio-gpu
            virtio-gpu-pci virtio-gpu-ccw virtio-gpu-device hda-* intel-hda ich9-intel-hda AC97 ES1370 sb16 adlib gus cs4231a
            """),
        ("the board", """
            pvpanic pvpanic-pci i6300esb ib700 diag288 vmgenid vmcoreinfo isa-debug-exit isa-ipmi-kcs isa-ipmi-bt ipmi-bmc-sim
            pci-ipmi-kcs pci-ipmi-bt pci-testdev vmport vmmouse
            """));

    public static NameRules Dropped { get; } = new(
        ("the harness has the guest's serial port", "isa-serial"),
        ("the harness reads no debug console of the firmware", "isa-debugcon"),
        ("the guest gets no folder of the host", "virtio-9p* vhost-user-fs* usb-mtp"),
        ("the guest gets no device of a SPICE client", "usb-redir ccid-card-passthru"),
        ("the guest gets no sockets to the host", "vhost-vsock*"),
        ("the guest gets no TPM of the host", "tpm-*"),
        ("the guest has the memory of -m, and no memory devices", "pc-dimm nvdimm virtio-mem* virtio-pmem*"),
        ("QEMU's part on the host is dropped", "virtio-crypto*"),
        ("Linux does without it", "isa-applesmc sga"));

    public static NameRules Refused { get; } = new(
        ("a guest gets devices of the host by the steps of a device kind, not by a report",
            "vfio-* usb-host pci-assign kvm-pci-assign virtio-input-host* vhost-scsi* vhost-vdpa-device* u2f-passthru"),
        ("it connects the guest to a program of the host",
            "vhost-user-* ivshmem* xen-* vfio-user-* ipmi-bmc-extern ccid-card-emulated"),
        ("it reads a file of the host", "loader guest-loader u2f-emulated canokey usb-braille"));
}
