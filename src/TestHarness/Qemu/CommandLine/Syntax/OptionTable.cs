using System.Collections.Frozen;

namespace TestHarness.Qemu.CommandLine.Syntax;

/// <summary>The options of QEMU 1.5 to 10, from qemu-options.hx and <c>-help</c>, and <c>-id</c> of Proxmox VE's QEMU.</summary>
internal static class OptionTable
{
    private const string Flags = """
        S alt-grab async-teardown audio-help ctrl-grab curses daemonize enable-fips enable-hax enable-kvm enable-sync-profile
        full-screen help localtime mem-prealloc no-acpi no-fd-bootchk no-frame no-hpet no-kvm no-kvm-irqchip no-kvm-pit
        no-kvm-pit-reinjection no-quit no-reboot no-shutdown no-user-config nodefaults nodefconfig nographic old-param
        one-insn-per-tb only-migratable portrait preconfig rtc-td-hack s sdl semihosting show-cursor singlestep snapshot tdf usb
        version win2k-hack xen-attach xen-create xen-domid-restrict
        """;

    private const string Texts = """
        D L append balloon bios bt cdrom chroot clock d dfilter dtb dump-vmstate echr fda fdb g hda hdachs hdb hdc hdd
        id incoming initrd k kernel loadvm mem-path mtdblock nvram option-rom osk pcidevice pflash pidfile prom-env
        qtest qtest-log readconfig redir rotate runas sd seed set shim soundhw startdate tb-size tftp usbdevice uuid vga
        watchdog watchdog-action writeconfig xen-domid
        """;

    private const string CharacterDevices = "debugcon gdb monitor parallel qmp qmp-pretty serial virtioconsole";

    private const string Keyless = "acpitable add-fd compat drive iscsi realtime smbios spice";

    private const string KeylessMerging = "action msg overcommit rtc run-with";

    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["M"] = "machine",
        ["h"] = "help",
        ["nouserconfig"] = "no-user-config",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, OptionSyntax> Options = new[]
    {
        Flags.Words().Select(name => new OptionSyntax(name, OptionForm.Flag)),
        Texts.Words().Select(name => new OptionSyntax(name, OptionForm.Text)),
        CharacterDevices.Words().Select(name => new OptionSyntax(name, OptionForm.CharacterDevice)),
        Keyless.Words().Select(name => new OptionSyntax(name, OptionForm.Properties)),
        KeylessMerging.Words().Select(name => new OptionSyntax(name, OptionForm.Properties, Merges: true)),
        [
            new("global", OptionForm.Global),
            new("cpu", OptionForm.Cpu, "model"),
            new("accel", OptionForm.Properties, "accel"),
            new("audio", OptionForm.Properties, "driver"),
            new("audiodev", OptionForm.Properties, "driver", AcceptsJson: true),
            new("blockdev", OptionForm.Properties, "driver", AcceptsJson: true),
            new("boot", OptionForm.Properties, "order", Merges: true),
            new("chardev", OptionForm.Properties, "backend"),
            new("device", OptionForm.Properties, "driver", AcceptsJson: true),
            new("display", OptionForm.Properties, "type", AcceptsJson: true),
            new("fsdev", OptionForm.Properties, "fsdriver"),
            new("fw_cfg", OptionForm.Properties, "name"),
            new("icount", OptionForm.Properties, "shift", Merges: true),
            new("m", OptionForm.Properties, "size", Merges: true),
            new("machine", OptionForm.Properties, "type", Merges: true),
            new("mon", OptionForm.Properties, "chardev"),
            new("name", OptionForm.Properties, "guest", Merges: true),
            new("net", OptionForm.Properties, "type"),
            new("netdev", OptionForm.Properties, "type", AcceptsJson: true),
            new("nic", OptionForm.Properties, "type"),
            new("numa", OptionForm.Properties, "type"),
            new("object", OptionForm.Properties, "qom-type", AcceptsJson: true),
            new("plugin", OptionForm.Properties, "file"),
            new("sandbox", OptionForm.Properties, "enable", Merges: true),
            new("semihosting-config", OptionForm.Properties, "enable", Merges: true),
            new("smp", OptionForm.Properties, "cpus", Merges: true),
            new("tpmdev", OptionForm.Properties, "type"),
            new("trace", OptionForm.Properties, "enable"),
            new("virtfs", OptionForm.Properties, "fsdriver"),
            new("vnc", OptionForm.Properties, "vnc"),
        ],
    }.SelectMany(group => group).ToFrozenDictionary(option => option.Name);

    /// <summary>The name of every option, without aliases.</summary>
    public static IEnumerable<string> Names => Options.Keys;

    /// <summary>A disk image without an option, which QEMU reads as <c>-hda</c>.</summary>
    public static OptionSyntax DiskImage => Options["hda"];

    /// <summary>Finds an option; returns null when QEMU has no such option.</summary>
    /// <param name="name">The name or an alias, without dashes.</param>
    public static OptionSyntax? Find(string name) => Options.GetValueOrDefault(Aliases.GetValueOrDefault(name, name));

    private static string[] Words(this string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
