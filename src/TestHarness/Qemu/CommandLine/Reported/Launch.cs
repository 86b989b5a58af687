using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

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
        Disk = ReportedDisk.Find(report, settings.DiskDevice);
        Chardevs = Ids("chardev");
        MachineMemory = report.Options.Where(option => option.Name == "machine")
            .Select(option => option["memory-backend"])
            .LastOrDefault(memory => memory is not null);
        _own = new(new QemuOption[]
        {
            QemuOption.Of("accel", ("accel", settings.Accelerator)),
            QemuOption.Of("m", ("size", Memory)),
            QemuOption.Of("smp", settings.Vcpus.ToString(CultureInfo.InvariantCulture)),
            QemuOption.Of("display", "none"),
            QemuOption.Of("vga", "none"),
            QemuOption.Of("kernel", settings.Image.Kernel),
            QemuOption.Of("initrd", settings.Image.Initramfs),
            QemuOption.Of("append", settings.Image.KernelArguments),
        }.Select(option => KeyValuePair.Create(option.Name, option)));
    }

    /// <summary>The harness's values for the guest.</summary>
    public LaunchSettings Settings { get; }

    /// <summary>The disk that gets the LUN; null when the report is only checked.</summary>
    public ReportedDisk? Disk { get; }

    /// <summary>The ids of the report's character devices.</summary>
    public ImmutableHashSet<string> Chardevs { get; }

    /// <summary>The id of the object that is the machine's memory; null when there is none.</summary>
    public string? MachineMemory { get; }

    /// <summary>The size of the guest's memory, for an option.</summary>
    public string Memory => string.Create(CultureInfo.InvariantCulture, $"{Settings.Memory}M");

    /// <summary>Replaces an option by the harness's own one; drops a further option for the same thing.</summary>
    public Outcome Own(string name, string reason) =>
        _own.Remove(name, out var option) ? Outcome.Replaced(reason, option) : Outcome.Dropped(reason);

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

    private bool IsQ35 => _report.Options.Any(
        option => option.Name == "machine" && option["type"]?.Contains("q35", StringComparison.Ordinal) == true);

    private ImmutableHashSet<string> Ids(string name) =>
        [.. _report.Options.Where(option => option.Name == name).Select(option => option["id"]).OfType<string>()];

    [GeneratedRegex(@"\A(?:pcie\.0|ide\.[0-5]|isa\.0|usb-bus\.\d)\z")]
    private static partial Regex BoardBus();
}
