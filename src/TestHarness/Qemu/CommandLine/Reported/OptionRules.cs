using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>
/// The rule of every option. An option or key that can name a path, a program, an address, a port or a descriptor is replaced,
/// dropped or refused; the launched command line is built from what these rules take over, and nothing else of the report is in
/// it.
/// </summary>
internal static class OptionRules
{
    /// <summary>The rules.</summary>
    public static ImmutableArray<OptionRule> Table { get; } =
    [
        // These options are the harness's own.
        Own("accel", "the environment chooses the accelerator", "accel enable-kvm enable-hax no-kvm"),
        Own("display", "the guest has no display", "display nographic curses sdl full-screen"),
        Own("vga", "the guest has no display", "vga"),
        Own("kernel", "the harness chooses what the guest boots", "kernel"),
        Own("initrd", "the harness chooses what the guest boots", "initrd"),
        Own("append", "the harness chooses what the guest boots", "append"),

        // These options are the guest's hardware.
        Custom("taken over when the scenario's hosts have room for it", SizeRules.ApplyMemory, "m"),
        Custom("taken over when the scenario's hosts have room for it", SizeRules.ApplyProcessors, "smp"),
        Custom("taken over when the guest's memory and vCPUs are", SizeRules.ApplyNuma, "numa"),
        Custom("plain properties are taken over; files, firmware and memory are not", MachineRules.ApplyMachine, "machine"),
        Custom("the model and features are taken over", MachineRules.ApplyCpu, "cpu"),
        Custom("drivers that do not reach the host are taken over, key by key", DeviceRules.Apply, "device"),
        Custom("plain properties are taken over", DeviceRules.Global, "global"),
        Custom("the disk's drive gets the LUN as raw, the drives of other disks are blank", DriveRules.Apply, "drive"),
        Custom("the disk's nodes become a raw node on the LUN, those of others a blank one", BlockdevRules.Apply, "blockdev"),
        Custom("a server becomes a Unix socket of the harness, all else null", CharacterDeviceRules.Chardev, "chardev"),
        Custom("a monitor on a -chardev of the report is taken over", CharacterDeviceRules.Monitor, "mon"),
        Custom("a server becomes a Unix socket of the harness, all else is dropped", CharacterDeviceRules.Qmp, "qmp qmp-pretty"),
        Custom("a restricted user network takes its place", NetworkRules.Netdev, "netdev"),
        Custom("a restricted user network takes the place of its host's side", NetworkRules.NicWithBackend, "nic"),
        Custom("a restricted user network takes the place of its host's side", NetworkRules.Net, "net"),
        Custom("I/O threads, throttle groups and the guest's memory are taken over", ObjectRules.Apply, "object"),
        Custom("sound goes nowhere", BoardRules.Audiodev, "audiodev"),
        Custom("tablet, mouse and keyboard are taken over", BoardRules.UsbDevice, "usbdevice"),
        Custom("a device takes its place", BoardRules.Watchdog, "watchdog"),
        Custom("a device takes its place", BoardRules.Balloon, "balloon"),
        Custom("a text is taken over, a file is not", BoardRules.FirmwareConfiguration, "fw_cfg"),
        Keys("smbios", BoardRules.Smbios),
        Keys("boot", BoardRules.Boot),
        Keys("rtc", BoardRules.Rtc),
        Keys("name", BoardRules.Name),
        Keys("action", BoardRules.Action),
        Keys("icount", BoardRules.Icount),
        Keys("compat", BoardRules.Compat),
        Keys("overcommit", BoardRules.Overcommit),
        Value("uuid", ValueKind.Uuid),
        Value("seed", ValueKind.Plain),
        Value("watchdog-action", ValueKind.OneOf("reset shutdown poweroff inject-nmi pause debug none")),
        Custom("taken over: it takes no argument", (option, _) => Outcome.TakenOver(option), """
            nodefaults no-user-config nodefconfig no-acpi no-fd-bootchk no-hpet no-reboot no-shutdown only-migratable
            one-insn-per-tb singlestep usb win2k-hack mem-prealloc
            """),
        Replaced("kvm-pit.lost_tick_policy=discard", "no-kvm-pit-reinjection"),
        Clock("localtime", "localtime"),

        // These options depend on the reporter's host.
        Dropped("the harness starts the guest and keeps QEMU in the foreground", """
            S daemonize pidfile id preconfig chroot runas run-with async-teardown
            """),
        Dropped("the harness makes the destinations of migrations", "incoming loadvm"),
        Custom("the disk is blank", DriveRules.ApplyOld, "hda hdb hdc hdd"),
        Dropped(LunAccess.OtherImage, """
            hdachs cdrom fda fdb sd mtdblock pflash snapshot fsdev virtfs iscsi nvram
            """),
        Dropped("the guest has QEMU's own firmware, or that of the environment's image", """
            bios dtb option-rom acpitable shim L prom-env old-param
            """),
        Dropped("the harness has a serial port and a monitor of its own", "serial parallel virtioconsole debugcon monitor"),
        Dropped("no debugger is served", "gdb s semihosting semihosting-config"),
        Dropped("the guest has no display", """
            vnc spice k alt-grab ctrl-grab no-frame no-quit portrait rotate show-cursor g echr
            """),
        Dropped("the guest has no sound", "audio audio-help soundhw"),
        Dropped("QEMU writes no logs, traces or files of the report", """
            D d dfilter trace dump-vmstate qtest-log writeconfig enable-sync-profile msg
            """),
        Dropped("QEMU reads no file of the report", "readconfig plugin"),
        Dropped("the guest's memory is anonymous, and not locked", "mem-path tb-size realtime"),
        Dropped("the network of the guest is a restricted one", "tftp redir"),
        Dropped("the descriptors and keys of the reporter's host do not exist here", "add-fd osk enable-fips"),
        Dropped("a guest gets devices of the host by the steps of a device kind, not by a report", "pcidevice bt tpmdev"),
        Dropped("the harness starts QEMU in a sandbox of its own", "sandbox"),
        Dropped("QEMU has no such option any more, or only lists something", """
            no-kvm-irqchip no-kvm-pit rtc-td-hack startdate clock tdf help version
            """),
        Refused("the harness is no Xen toolstack and no test of QEMU itself: remove the option", """
            xen-attach xen-create xen-domid xen-domid-restrict qtest
            """),
        Refused("it names no option of the command line with that id, or is not of the form -set GROUP.ID.KEY=VALUE", "set"),
    ];

    private static readonly FrozenDictionary<string, OptionRule> ByName =
        Table.SelectMany(rule => rule.Names.Select(name => KeyValuePair.Create(name, rule))).ToFrozenDictionary();

    /// <summary>Finds the rule of an option; returns null when there is none.</summary>
    public static OptionRule? Find(string option) => ByName.GetValueOrDefault(option);

    /// <summary>Applies its rule to an option; refuses an option without a rule.</summary>
    public static Outcome Apply(QemuOption option, Launch launch) =>
        Find(option.Name)?.Apply(option, launch) ?? Outcome.Refused("the harness has no rule for this option: remove it");

    private static OptionRule Own(string own, string reason, string options) =>
        new(options, reason, (_, launch) => launch.Own(own, reason));

    private static OptionRule Custom(string summary, Func<QemuOption, Launch, Outcome> apply, string options) =>
        new(options, summary, apply);

    private static OptionRule Keys(string option, KeyTable keys) =>
        new(option, "taken over key by key", (reported, _) => Outcome.Of(reported, keys.Select(reported)));

    private static OptionRule Value(string option, ValueKind kind) => new(option, $"expected {kind.Expected}", (reported, _) =>
        kind.Fits(reported.Value!.Text)
            ? Outcome.TakenOver(reported)
            : Outcome.Refused($"expected {kind.Expected}, found '{ReportedText.Value("", reported.Value.Text)}'"));

    private static OptionRule Replaced(string global, string option) => new(option, "QEMU has it as -global today", (_, _) =>
        Outcome.Replaced("QEMU has it as -global today", QemuOption.Of("global", global)));

    private static OptionRule Clock(string time, string option) => new(option, "QEMU has it as -rtc today", (_, _) =>
        Outcome.Replaced("QEMU has it as -rtc today", QemuOption.Of("rtc", ("base", time))));

    private static OptionRule Dropped(string reason, string options) => new(options, reason, (_, _) => Outcome.Dropped(reason));

    private static OptionRule Refused(string reason, string options) => new(options, reason, (_, _) => Outcome.Refused(reason));
}
