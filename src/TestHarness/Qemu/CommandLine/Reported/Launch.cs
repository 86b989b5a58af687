using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using TestHarness.Images;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>
/// One reported command line while it is rebuilt: the objects that its options refer to, and the harness's replacements.
/// </summary>
internal sealed partial class Launch
{
    private readonly OrderedDictionary<string, QemuOption> _own;
    private readonly QemuCommandLine _report;
    private int _sockets;

    public Launch(QemuCommandLine report, LaunchSettings settings)
    {
        (_report, Settings) = (report, settings);
        Disks = new ReportedDisks(report, settings);
        Chardevs = Ids("chardev");
        Size = new ReportedSize(report, settings);
        _own = new(new QemuOption[]
        {
            QemuOption.Of("accel", ("accel", settings.Accelerator)),
            QemuOption.Of("m", ("size", string.Create(CultureInfo.InvariantCulture, $"{Size.Memory}M"))),
            QemuOption.Of("smp", Size.VcpuCount.ToString(CultureInfo.InvariantCulture)),
            QemuOption.Of("display", "none"),
            QemuOption.Of("vga", "none"),
        }.Concat(KernelOptions(settings.Image)).Select(option => KeyValuePair.Create(option.Name, option)));
    }

    /// <summary>The harness's values for the guest.</summary>
    public LaunchSettings Settings { get; }

    /// <summary>The report's disks.</summary>
    public ReportedDisks Disks { get; }

    /// <summary>The character device of the report's port for a guest agent; null when it has no such port.</summary>
    public string? AgentChardev => _report.Options
        .FirstOrDefault(option => option.Name == "device" && option["name"] == LaunchSettings.AgentPort)?["chardev"];

    /// <summary>The ids of the report's character devices.</summary>
    public ImmutableHashSet<string> Chardevs { get; }

    /// <summary>The memory and vCPUs of the guest.</summary>
    public ReportedSize Size { get; }

    /// <summary>Replaces an option by the harness's own one; drops a further option for the same thing.</summary>
    public Outcome Own(string name, string reason) =>
        _own.Remove(name, out var option) ? Outcome.Replaced(reason, option) : Outcome.Dropped(reason);

    /// <summary>Keeps a reported option in place of the harness's own one.</summary>
    public Outcome Keep(QemuOption option, KeySelection keys)
    {
        _own.Remove(option.Name);
        return Outcome.Of(option, keys);
    }

    /// <summary>
    /// Returns the harness's options that replaced no reported option. A QEMU without any network option gives the guest a
    /// network that reaches the host, so the guest gets a restricted network.
    /// </summary>
    public IEnumerable<QemuOption> Additions(IEnumerable<QemuOption> launched) =>
        launched.Any(option => option.Name is "nodefaults" or "net" or "nic" or "netdev")
            ? _own.Values
            : [.. _own.Values, NetworkRules.Isolated];

    /// <summary>Returns the path of a new socket in the harness's directory.</summary>
    public string NextSocket() =>
        string.Create(CultureInfo.InvariantCulture, $"{Settings.Directory}/{ReportedSocket.Prefix}{++_sockets}.sock");

    /// <summary>Whether the report says from which device the firmware starts, or QEMU starts a kernel directly.</summary>
    public bool HasBootOrder =>
        Settings.Image is not null || _report.Options.Any(option => option.Name == "device" && option["bootindex"] is not null);

    /// <summary>Counts the devices before this one in the report that are virtio-serial ports of the same name.</summary>
    public int EarlierPorts(QemuOption port) => _report.Options.TakeWhile(option => !ReferenceEquals(option, port))
        .Count(option => option["driver"] == "virtserialport" && option["name"] == port["name"]);

    /// <summary>Returns whether a bus was made by the file of a <c>-readconfig</c>, which is dropped.</summary>
    public bool IsFromReadConfig(string bus) =>
        _report.Options.Any(option => option.Name == "readconfig")
        && !Ids("device").Contains(bus.Split('.')[0])
        && !Ids("device").Contains(bus)
        && !BoardBus().IsMatch(bus)
        && (IsQ35 || !bus.StartsWith("pci.", StringComparison.Ordinal));

    private static IEnumerable<QemuOption> KernelOptions(BootImage? image) => image is null
        ? []
        :
        [
            QemuOption.Of("kernel", image.Kernel),
            QemuOption.Of("initrd", image.Initramfs),
            QemuOption.Of("append", image.KernelArguments),
        ];

    private bool IsQ35 => _report.Options.Any(
        option => option.Name == "machine" && option["type"]?.Contains("q35", StringComparison.Ordinal) == true);

    private ImmutableHashSet<string> Ids(string name) =>
        [.. _report.Options.Where(option => option.Name == name).Select(option => option["id"]).OfType<string>()];

    [GeneratedRegex(@"\A(?:pcie\.0|ide\.[0-5]|isa\.0|usb-bus\.\d)\z")]
    private static partial Regex BoardBus();
}
