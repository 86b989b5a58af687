using YamlDotNet.RepresentationModel;

namespace TestHarness.Environments.Reading;

/// <summary>Reads an item of the list <c>luns</c>.</summary>
internal static class LunReader
{
    private enum Kind
    {
        File = 1,
        Device,
        Fc,
    }

    /// <summary>Reads a LUN; the mistakes are in the reading. Returns null when the item is not a mapping.</summary>
    public static Lun? Read(YamlReading reading, YamlNode node)
    {
        if (reading.SectionOf(node, "lun") is not { } lun)
            return null;

        var name = lun.Required("name", Scalars.Name);
        var kind = lun.Required("kind", Scalars.Choice<Kind>());
        var path = IsOf(lun, "path", kind, Kind.File, Kind.Device) ? lun.Optional("path", Scalars.AbsolutePath, null!) : null;
        var wwid = IsOf(lun, "wwid", kind, Kind.Device, Kind.Fc) ? lun.Required("wwid", Scalars.SshWord) : null;
        var size = IsOf(lun, "size", kind, Kind.File) ? lun.Required("size", Scalars.Size) : default;
        var group = lun.Optional("group", Scalars.Name, null!);
        lun.RefuseOtherKeys();
        return kind switch
        {
            Kind.File => new FileLun(name, size, path) { Group = group },
            Kind.Fc => new FcLun(name, wwid!) { Group = group },
            _ => new DeviceLun(name, wwid!, path) { Group = group },
        };
    }

    /// <summary>Returns whether LUNs of this kind have the key; refuses the key when they do not.</summary>
    private static bool IsOf(YamlSection lun, string key, Kind kind, params ReadOnlySpan<Kind> having)
    {
        if (having.Contains(kind))
            return true;
        if (lun.Find(key) is { } found && kind != default)
            lun.Add(found, $"'{key}' of lun: only a LUN of kind {Names(having)} has it");

        return false;
    }

    private static string Names(ReadOnlySpan<Kind> kinds) =>
        string.Join(" or ", kinds.ToArray().Select(kind => $"'{kind.ToString().ToLowerInvariant()}'"));
}
