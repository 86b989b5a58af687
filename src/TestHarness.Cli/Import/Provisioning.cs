using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TestHarness.Qemu.CommandLine.Reported;

namespace TestHarness.Cli.Import;

/// <summary>The devices of a drafted guest: the steps that make them, and the places between which the guest moves.</summary>
/// <param name="Tags">The tags that a scenario with these devices needs.</param>
/// <param name="Steps">The steps that make the devices.</param>
/// <param name="Guest">The step that boots the guest, with its table.</param>
/// <param name="UsesReport">Whether the guest is launched by the reported command line.</param>
/// <param name="Notes">What a reader has to know.</param>
internal sealed partial record Provisioning(
    ImmutableArray<string> Tags,
    ImmutableArray<string> Steps,
    ImmutableArray<string> Guest,
    string Source,
    string Destination,
    bool UsesReport,
    ImmutableArray<string> Notes)
{
    private const string Lun = "shared LUN";

    /// <summary>Whether the guest's disk is a vdpa device.</summary>
    public bool IsVdpa => Source.StartsWith("vdpa", StringComparison.Ordinal);

    /// <summary>Chooses the devices that a report is about.</summary>
    /// <param name="disk">The disk of the reported command line that gets the LUN; null when there is none.</param>
    /// <returns>The devices; null when the report names none and has no disk.</returns>
    public static Provisioning? Choose(ImportedText text, DiskSource? disk)
    {
        var isVhba = text.Find(Vhba()) is not null;
        if (DevicesOf(text) is { IsEmpty: false } devices)
            return Table(text, devices, isVhba);
        if (disk is null)
            return isVhba ? VhbaOfOwnGuest : null;
        if (disk.Path?.Contains("vhost-vdpa", StringComparison.Ordinal) == true)
            return IsBetweenHosts(text) ? VdpaOfHosts(disk) : VdpaOfOneHost(disk);
        return isVhba ? VhbaOf(disk) : SharedLun(disk);
    }

    /// <summary>The harness's guest with the shared LUN.</summary>
    public static Provisioning OwnGuest { get; } = new(
        ["@hosts:2", "@needs:lun"], [], ["a guest on host1 with the shared LUN"], "host1", "host2", false,
        ["the guest is the harness's own: the reported one has no disk that a LUN can replace"]);

    private static Provisioning VhbaOfOwnGuest { get; } = new(
        ["@hosts:2", "@needs:vhba", "@needs:fc-lun"],
        ["a vHBA on each host, with the same LUN behind them"],
        ["a guest on host1 with the vHBA's LUN"],
        "host1", "host2", false, []);

    private static Provisioning VhbaOf(DiskSource disk) => VhbaOfOwnGuest with
    {
        Guest = [$"a guest as reported on host1, with the LUN as its disk {disk.Device.Text}"],
        UsesReport = true,
    };

    private static Provisioning SharedLun(DiskSource disk) => OwnGuest with
    {
        Guest = [$"a guest as reported on host1, with the shared LUN as its disk {disk.Device.Text}"],
        UsesReport = true,
        Notes = [],
    };

    private static Provisioning VdpaOfOneHost(DiskSource disk) => new(
        ["@hosts:1", "@any-host", "@needs:vdpa-sim-blk"],
        ["vdpa devices vdpa0 and vdpa1 on host1 from vdpa_sim_blk, which share a backend"],
        [$"a guest as reported, with vdpa0 as its disk {disk.Device.Text}"],
        "vdpa0", "vdpa1", true, ["both QEMUs run on one host, each with a vdpa device of its own over the same content"]);

    private static Provisioning VdpaOfHosts(DiskSource disk) => new(
        ["@hosts:2", "@needs:vduse", "@needs:device-lun"],
        ["a vdpa device on each host from vduse, with the same LUN behind them"],
        [$"a guest as reported on host1, with the LUN as its disk {disk.Device.Text}"],
        "host1", "host2", true, []);

    private static Provisioning Table(ImportedText text, ImmutableArray<(string Device, string Setting)> devices, bool isVhba)
    {
        ImmutableArray<(string Device, string Setting)> rows =
            [("device", "setting"), (isVhba ? "vHBA LUN" : Lun, ""), .. devices];
        var isMtty = devices.Any(row => row.Setting.StartsWith("mtty", StringComparison.Ordinal));
        return new Provisioning(
            [
                "@hosts:2",
                .. isVhba ? new[] { "@needs:vhba", "@needs:fc-lun" } : ["@needs:lun"],
                .. isMtty ? new[] { "@needs:mtty" } : [],
                .. devices.Any(row => row.Device == "VF") ? new[] { "@needs:sriov" } : [],
            ],
            [],
            ["a guest on host1 with the devices:", .. GherkinTable.Format(rows)],
            "host1", "host2", false,
            text.Paste.Commands.IsEmpty
                ? []
                : ["the guest is the harness's own: a reported command line takes no device of the host"]);
    }

    private static ImmutableArray<(string Device, string Setting)> DevicesOf(ImportedText text)
    {
        var devices = ImmutableArray.CreateBuilder<(string Device, string Setting)>();
        if (text.Find(Mdev()) is not null)
            devices.Add(("mdev", text.Find(MdevType())?.Match.Groups["type"].Value ?? "mtty-2"));
        if (text.Find(Vf()) is not null)
            devices.Add(("VF", text.Find(Failover()) is not null ? "QEMU failover pair" : "guest bond"));
        return devices.ToImmutable();
    }

    private static bool IsBetweenHosts(ImportedText text) =>
        text.Paste.Commands.Select(command => command.Start?.Host).OfType<string>().Distinct().Count() > 1;

    [GeneratedRegex(@"\bvHBA|\bNPIV\b|type='fc_host'|fc_host/|nodedev-create|vport_ops")]
    private static partial Regex Vhba();

    [GeneratedRegex(@"\bsysfsdev=|\bmdevctl\b|mdev_supported_types|<hostdev[^>]*type='mdev'|/mdev/devices/")]
    private static partial Regex Mdev();

    [GeneratedRegex("""
        mdev_supported_types/(?<type>[\w-]+)|mdevctl\s.*(?:--type[\ =]|-t\s*)(?<type>[\w-]+)|<type\ id='(?<type>[\w-]+)'
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex MdevType();

    [GeneratedRegex(@"\bvfio-pci,(?!sysfsdev).*host=|failover_pair_id|\bfailover=on|<teaming\b|\bSR-?IOV\b")]
    private static partial Regex Vf();

    [GeneratedRegex(@"failover_pair_id|\bfailover=on")]
    private static partial Regex Failover();
}
