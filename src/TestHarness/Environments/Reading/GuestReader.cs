using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace TestHarness.Environments.Reading;

/// <summary>Reads the section <c>guest</c>.</summary>
internal static class GuestReader
{
    private static readonly GuestDescription Default = new();

    /// <summary>Reads the guest; the mistakes are in the reading.</summary>
    public static GuestDescription Read(YamlSection? guest)
    {
        if (guest is null)
            return Default;

        var description = ReadKeys(guest) with
        {
            Address = guest.Optional("address", Scalars.InterfaceAddress, null!),
            ReportedMemory = guest.Has("reportedMemory") ? guest.Required("reportedMemory", Scalars.Size) : null,
        };
        guest.RefuseOtherKeys();
        return description;
    }

    /// <summary>Reads an item of the list <c>guests</c>; returns null when the item is not a mapping.</summary>
    public static NamedGuest? ReadNamed(YamlReading reading, YamlNode node)
    {
        if (reading.SectionOf(node, "namedGuest") is not { } guest)
            return null;

        var named = new NamedGuest(guest.Required("name", Scalars.Name), ReadKeys(guest));
        if (named.Guest.Image is not DiskImage)
            guest.Add(guest.Find("image") ?? node, "'image' of namedGuest: expected 'debian', 'qcow2' or 'raw'");
        guest.RefuseOtherKeys();
        return named;
    }

    /// <summary>Reads an item of the list <c>reportedImages</c>; returns null when the item is not a mapping.</summary>
    public static ReportedImage? ReadReportedImage(YamlReading reading, YamlNode node, ImmutableArray<NamedGuest> guests)
    {
        if (reading.SectionOf(node, "reportedImage") is not { } item)
            return null;

        var mapping = new ReportedImage(item.Required("image", Scalars.Text), item.Required("guest", Scalars.Name));
        item.RefuseOtherKeys();
        if (item.Find("guest") is { } guest && !guests.Any(other => other.Name == mapping.Guest))
        {
            item.Add(
                guest,
                $"'guest' of reportedImage: there is no guest '{mapping.Guest}'; 'guests' are: "
                + string.Join(", ", guests.Select(other => other.Name)));
        }

        return mapping;
    }

    private static GuestDescription ReadKeys(YamlSection guest)
    {
        var image = ReadImage(guest);
        var normal = image is DebianDiskImage ? GuestDescription.Debian : Default;
        return new GuestDescription
        {
            Image = image,
            Memory = guest.Optional("memory", Scalars.Size, normal.Memory),
            Vcpus = guest.Optional("vcpus", Scalars.Integer(1, 512), normal.Vcpus),
            Login = ReadLogin(guest.Section("login", "login")),
            Access = guest.Optional("access", Scalars.Choice<GuestWay>(), GuestWay.Auto),
        };
    }

    private static GuestImage ReadImage(YamlSection guest)
    {
        const string expected = "'builtin', 'debian', 'kernel' and 'initrd', 'qcow2' or 'raw'";
        switch (guest.Find("image"))
        {
            case null or YamlScalarNode { Value: "builtin" }:
                return Default.Image;
            case YamlScalarNode { Value: "debian" }:
                return new DebianDiskImage();
            case YamlMappingNode when guest.Section("image", "image") is { } image:
                return ReadFiles(image, expected);
            case var node:
                guest.Add(node, $"'image' of guest: expected {expected}, found {YamlReading.Describe(node)}");
                return Default.Image;
        }
    }

    private static GuestImage ReadFiles(YamlSection image, string expected)
    {
        var file = LocalFiles.Under(image.Reading.Folder);
        var qcow2 = image.Optional("qcow2", file, null!);
        var raw = image.Optional("raw", file, null!);
        var kernel = image.Optional("kernel", file, null!);
        var initrd = image.Optional("initrd", file, null!);
        var commandLine = image.Optional("commandLine", Scalars.Text, null!);
        var firmware = image.Optional("firmware", Scalars.Choice<Firmware>(), Firmware.Bios);
        image.RefuseOtherKeys();
        string[] kinds = [.. new[] { "qcow2", "raw", "kernel" }.Where(image.Has)];
        if (kinds.Length != 1 || image.Has("kernel") != image.Has("initrd"))
            image.Add(image.Node, $"'image' of guest: expected {expected}");
        RefuseFor(image, kinds, "firmware", "qcow2", "raw");
        RefuseFor(image, kinds, "commandLine", "kernel");

        return kernel is not null ? new KernelImage(kernel, initrd, commandLine)
            : qcow2 is not null ? new OwnDiskImage(qcow2, DiskFormat.Qcow2, firmware)
            : new OwnDiskImage(raw, DiskFormat.Raw, firmware);
    }

    /// <summary>Refuses a key that only other kinds of images have.</summary>
    private static void RefuseFor(YamlSection image, string[] kinds, string key, params string[] having)
    {
        if (image.Find(key) is { } node && !kinds.Any(having.Contains))
        {
            var kindsOf = string.Join(" or ", having.Select(kind => $"'{kind}'"));
            image.Add(node, $"'{key}' of image: only an image with {kindsOf} has it");
        }
    }

    private static GuestLogin? ReadLogin(YamlSection? login)
    {
        if (login is null)
            return null;

        var read = new GuestLogin(
            login.Required("user", Scalars.SshWord),
            login.Optional("passwordVariable", Scalars.Variable, null!),
            login.Optional("identityFile", LocalFiles.Under(login.Reading.Folder), null!));
        login.RefuseOtherKeys();
        return read;
    }
}
