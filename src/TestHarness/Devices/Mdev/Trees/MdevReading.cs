using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TestHarness.Devices.Trees;
using TestHarness.Failures;

namespace TestHarness.Devices.Mdev.Trees;

/// <summary>The state of one mdev in the tree of a host.</summary>
/// <remarks>
/// Sources: Documentation/driver-api/vfio-mediated-device.rst, Documentation/arch/s390/vfio-ap.rst and vfio-ccw.rst,
/// drivers/s390/cio/css.c (dev_busid, chpids), drivers/s390/crypto/ap_card.c (hwtype), mdevctl(8).
/// </remarks>
internal sealed partial record MdevReading(string Host, Guid Uuid, FileTree Tree)
{
    private const string Bus = "/sys/class/mdev_bus";
    private const string Devices = "/sys/bus/mdev/devices";
    private const string Definitions = "/etc/mdevctl.d";

    /// <summary>Reads the state of the mdev, and the mdevs that the host has and offers.</summary>
    public MdevLook Look()
    {
        var parents = Existing(Bus);
        ImmutableArray<ListedMdev> definitions = [.. Tree.List(Definitions).SelectMany(Definition)];
        return new MdevLook(
            Host,
            Uuid,
            parents,
            [.. parents.SelectMany(parent => Existing($"{Bus}/{parent}/mdev_supported_types").Select(type => (parent, type)))],
            Existing(Devices),
            definitions,
            Tree.Resolve($"{Devices}/{Uuid}") is { } device ? Running(device, definitions) : null,
            [.. Nodes()]);
    }

    private ImmutableArray<string> Existing(string directory) =>
        [.. Tree.List(directory).Where(name => Tree.Exists($"{directory}/{name}"))];

    private IEnumerable<ListedMdev> Definition(string parent) => Tree.Read($"{Definitions}/{parent}/{Uuid}") is { } text
        ? [MdevctlOutput.Definition(Uuid, parent, text.Replace('\n', ' ').Replace('\t', ' '))]
        : [];

    private MdevSnapshot Running(string device, ImmutableArray<ListedMdev> definitions)
    {
        var directory = device[..device.LastIndexOf('/')];
        var parent = LastName(directory);
        var type = Link($"{device}/mdev_type") ?? throw new HarnessException(
            FailureClass.Preflight, $"mdev {Uuid} of {Host} has no link mdev_type to its type");
        var facts = TypeFacts(device)
            .Concat(ParentFacts(directory))
            .Append(Fact("mdev driver", Link($"{device}/driver")))
            .Append(Fact("driver version", Text($"{directory}/driver/module/version")))
            .Append(Fact("migration version", MigrationVersion(device)))
            .Concat(ApFacts(device))
            .Concat(CcwFacts(directory));
        return new MdevSnapshot(
            Host,
            Uuid,
            parent,
            type,
            [.. facts.OfType<MdevFact>()],
            definitions.FirstOrDefault(definition => definition.Parent == parent));
    }

    private IEnumerable<MdevFact?> TypeFacts(string device) =>
    [
        Fact("device api", Text($"{device}/mdev_type/device_api")),
        Fact("name", Text($"{device}/mdev_type/name")),
        .. Text($"{device}/mdev_type/description") is { Length: > 0 } description ? MdevDescription.Read(description) : [],
    ];

    private IEnumerable<MdevFact?> ParentFacts(string parent)
    {
        yield return Fact("parent driver", Link($"{parent}/driver"));
        if (Tree.Exists($"{parent}/vendor") && Tree.Exists($"{parent}/subsystem_vendor"))
            yield return Fact(
                "parent PCI id",
                $"{Text($"{parent}/vendor")}:{Text($"{parent}/device")}, " +
                $"subsystem {Text($"{parent}/subsystem_vendor")}:{Text($"{parent}/subsystem_device")}");
    }

    /// <summary>Reads the version that GPU drivers outside the kernel's tree offer.</summary>
    private string? MigrationVersion(string device) =>
        ((string[])[$"{device}/migration_version", $"{device}/mdev_type/migration_version", $"{device}/mdev_type/version"])
            .FirstOrDefault(Tree.Exists) is { } version ? Text(version) : null;

    /// <summary>
    /// Reads the matrix. A kernel without guest_matrix (before 6.0) gives the guest the matrix as it is assigned.
    /// </summary>
    private IEnumerable<MdevFact?> ApFacts(string device)
    {
        if (Tree.Read($"{device}/matrix") is not { } matrix)
            yield break;
        yield return Fact("matrix", Text($"{device}/matrix"));
        yield return Fact("guest matrix", Text($"{device}/guest_matrix") ?? Text($"{device}/matrix"));
        yield return Fact("control domains", Text($"{device}/control_domains"));
        foreach (var adapter in matrix.Split('\n').Select(line => Adapter().Match(line)).Where(match => match.Success)
            .Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal))
        {
            var card = $"/sys/devices/ap/card{adapter}";
            yield return Fact(
                $"card {adapter}", Tree.Exists(card) ? $"{Text($"{card}/type")} hwtype {Text($"{card}/hwtype")}" : null);
        }
    }

    /// <summary>
    /// Reads the subchannel. A subchannel of vfio_ccw has no ccw device as its child; dev_busid names the device.
    /// </summary>
    private IEnumerable<MdevFact?> CcwFacts(string parent)
    {
        if (!Tree.Exists($"{parent}/dev_busid") && !Tree.Exists($"{parent}/chpids"))
            return [];
        var child = Tree.List(parent).LastOrDefault(name => Ccw().IsMatch(name)) ?? Text($"{parent}/dev_busid");
        return
        [
            Fact("child device", child),
            Fact("child cutype", Text($"{parent}/{child}/cutype")),
            Fact("child devtype", Text($"{parent}/{child}/devtype")),
            Fact("chpids", Text($"{parent}/chpids")),
        ];
    }

    private IEnumerable<string> Nodes()
    {
        var device = $"{Devices}/{Uuid}";
        if (Link($"{device}/iommu_group") is { } group)
            yield return $"/dev/vfio/{group}";
        foreach (var node in Existing($"{device}/vfio-dev").Where(name => name.StartsWith("vfio", StringComparison.Ordinal)))
            yield return $"/dev/vfio/devices/{node}";
    }

    private static MdevFact? Fact(string attribute, string? value) =>
        string.IsNullOrEmpty(value) ? null : new MdevFact(attribute, value);

    /// <summary>Reads the lines of a file, with commas between them.</summary>
    /// <returns>The text; null when there is no file.</returns>
    private string? Text(string path) => Tree.Read(path) is { } content
        ? string.Join(", ", content.Split('\n').Select(line => line.Replace('\t', ' ').TrimEnd(' ')))
        : null;

    private string? Link(string path) => Tree.ReadLink(path) is { } target ? LastName(target) : null;

    private static string LastName(string path) => path[(path.LastIndexOf('/') + 1)..];

    [GeneratedRegex(@"\A([0-9a-f]+)\.")]
    private static partial Regex Adapter();

    [GeneratedRegex(@"\A.\..\..{4}\z")]
    private static partial Regex Ccw();
}
