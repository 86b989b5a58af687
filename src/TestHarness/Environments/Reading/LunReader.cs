using YamlDotNet.RepresentationModel;

namespace TestHarness.Environments.Reading;

internal static class LunReader
{
    private enum Kind
    {
        File = 1,
        Device,
    }

    public static Lun? Read(YamlReading reading, YamlNode node)
    {
        if (reading.SectionOf(node, "lun") is not { } lun)
            return null;

        var name = lun.Required("name", Scalars.Name);
        var kind = lun.Required("kind", Scalars.Choice<Kind>());
        var path = lun.Optional("path", Scalars.AbsolutePath, null!);
        var wwid = Only(lun, "wwid", Scalars.SshWord, kind, Kind.Device);
        var size = Only(lun, "size", Scalars.Size, kind, Kind.File);
        lun.RefuseOtherKeys();
        return kind == Kind.File ? new FileLun(name, size, path) : new DeviceLun(name, wwid!, path);
    }

    private static T? Only<T>(YamlSection lun, string key, Scalar<T> type, Kind kind, Kind wanted)
    {
        if (kind == wanted)
            return lun.Required(key, type);
        if (lun.Find(key) is { } found && kind != default)
            lun.Add(found, $"'{key}' of lun: only a LUN of kind '{wanted.ToString().ToLowerInvariant()}' has it");

        return default;
    }
}
