using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace TestHarness.Environments.Reading;

/// <summary>Reads the whole environment from the root of its file.</summary>
internal static class EnvironmentReader
{
    /// <summary>Reads the environment; the mistakes are in the reading. Returns null when the root is not a mapping.</summary>
    public static LabEnvironment? Read(YamlReading reading, YamlNode root, ImmutableArray<HostSection> hostSections)
    {
        if (reading.SectionOf(root, "environment") is not { } top)
            return null;

        var storage = top.Section("storage", "storage");
        ImmutableArray<Lun> luns = storage is null ? [] : ReadAll(reading, storage, "luns", LunReader.Read, NameInGroup);
        var guests = ReadGuests(reading, top);
        var environment = new LabEnvironment
        {
            Name = top.Required("name", Scalars.Name),
            Description = top.Optional("description", Scalars.Text, null!),
            Hosts = ReadHosts(reading, top, hostSections),
            VirtualLab = SettingsReader.VirtualLab(top.Section("virtualLab", "virtualLab")),
            Luns = luns,
            Overlays = OverlayReader.Read(storage?.Section("overlays", "overlays"), luns),
            FabricControl = top.Optional("fabricControl", LocalFiles.Under(reading.Folder), null!),
            Bindings = ReadBindings(reading, top),
            Guest = GuestReader.Read(top.Section("guest", "guest")),
            Guests = guests,
            ReportedImages =
            [
                .. top.List("reportedImages")
                    .Select(node => GuestReader.ReadReportedImage(reading, node, guests)).OfType<ReportedImage>(),
            ],
            Qemu = SettingsReader.Qemu(top.Section("qemu", "qemu")),
            Load = SettingsReader.Load(top.Section("load", "load")),
            Timeouts = SettingsReader.Timeouts(top.Section("timeouts", "timeouts")),
            Baseline = SettingsReader.Baseline(top.Section("baseline", "baseline")),
            Limits = SettingsReader.Limits(top.Section("limits", "limits")),
            Secrets = ReadSecrets(top),
            Slowness = top.Optional("slowness", Scalars.Factor, 1),
            KernelLogAllow =
            [
                .. top.List("kernelLogAllow").Select(entry => SettingsReader.AllowEntry(reading, entry)).OfType<AllowEntry>(),
            ],
            NotCheckedAllow =
            [
                .. top.List("notCheckedAllow")
                    .Select(entry => SettingsReader.AllowedUnmade(reading, entry)).OfType<AllowedUnmade>(),
            ],
            Strict = top.Optional("strict", Scalars.Switch, false),
        };
        RefuseUngrouped(top, storage, environment);
        foreach (var section in hostSections)
            RefuseConflicts(top, section, environment.Hosts);
        storage?.RefuseOtherKeys();
        top.RefuseOtherKeys();
        if (top.Find("hosts") is null or YamlSequenceNode { Children.Count: 0 })
            top.AddMissing("hosts", "a list of at least one host");

        return environment;
    }

    private static ImmutableArray<HostDescription> ReadHosts(
        YamlReading reading, YamlSection top, ImmutableArray<HostSection> sections) => ReadAll(
        reading, top, "hosts", (_, node) => HostReader.Read(reading, node, sections), host => host.Name);

    private static ImmutableArray<NamedGuest> ReadGuests(YamlReading reading, YamlSection top)
    {
        var guests = ReadAll(reading, top, "guests", GuestReader.ReadNamed, guest => guest.Name);
        return guests.Any(guest => guest.Name == NamedGuest.Debian.Name) ? guests : [.. guests, NamedGuest.Debian];
    }

    private static void RefuseConflicts(YamlSection top, HostSection section, ImmutableArray<HostDescription> hosts)
    {
        foreach (var conflict in section.FindConflicts(hosts))
            top.Add(top.Find("hosts")!, $"'{section.Key}' of hosts: {conflict}");
    }

    /// <summary>Returns a name that differs from those of the LUNs which a scenario may have too.</summary>
    private static string NameInGroup(Lun lun) => lun.Group is null ? lun.Name : $"{lun.Name} of group {lun.Group}";

    /// <summary>Either all hosts and LUNs are in a group, or none.</summary>
    private static void RefuseUngrouped(YamlSection top, YamlSection? storage, LabEnvironment environment)
    {
        string?[] groups = [.. environment.Hosts.Select(host => host.Group).Distinct()];
        if (groups.Contains(null) && groups.Length > 1)
            top.Add(
                top.Find("hosts")!,
                $"'group' of hosts: '{environment.Hosts.First(host => host.Group is null).Name}' has none; "
                + "expected a group for each host, or for none");
        foreach (var lun in environment.Luns.Where(lun => !groups.Contains(lun.Group)))
            storage!.Add(
                storage.Find("luns")!,
                $"'group' of lun '{lun.Name}': expected "
                + $"{(groups is [null] ? "none, as no host has a group" : $"a group of hosts: {string.Join(", ", groups)}")}");
    }

    private static ImmutableArray<string> ReadSecrets(YamlSection top) =>
        ReadWords(top, "secrets", Scalars.Variable, "; a secret never belongs in this file");

    private static ImmutableArray<string> ReadBindings(YamlReading reading, YamlSection top) =>
        ReadWords(top, "bindings", LocalFiles.Under(reading.Folder), ": an assembly of step classes");

    private static ImmutableArray<string> ReadWords(YamlSection top, string key, Scalar<string> type, string hint)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        foreach (var node in top.List(key))
        {
            if (node is YamlScalarNode { Value: { } text } && type.TryParse(text, out var word))
                words.Add(word);
            else
                top.Add(node, $"'{key}': expected {type.Expected}{hint}");
        }

        return words.ToImmutable();
    }

    private static ImmutableArray<T> ReadAll<T>(
        YamlReading reading, YamlSection section, string key, Func<YamlReading, YamlNode, T?> read, Func<T, string?> nameOf)
        where T : class
    {
        var items = ImmutableArray.CreateBuilder<T>();
        var names = new HashSet<string>();
        foreach (var node in section.List(key))
        {
            if (read(reading, node) is not { } item)
                continue;
            if (nameOf(item) is { } name && !names.Add(name))
                reading.Add(node, $"'{key}' has two entries with the name '{name}'; names must differ");

            items.Add(item);
        }

        return items.ToImmutable();
    }
}
