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

        var description = new GuestDescription
        {
            Image = ReadImage(guest),
            Memory = guest.Optional("memory", Scalars.Size, Default.Memory),
            Vcpus = guest.Optional("vcpus", Scalars.Integer(1, 512), Default.Vcpus),
            Address = guest.Optional("address", Scalars.InterfaceAddress, null!),
            Login = ReadLogin(guest.Section("login", "login")),
        };
        guest.RefuseOtherKeys();
        return description;
    }

    private static GuestImage ReadImage(YamlSection guest)
    {
        const string expected = "'builtin', or 'kernel' and 'initrd', or 'qcow2'";
        if (guest.Find("image") is not { } node || node is YamlScalarNode { Value: "builtin" })
            return Default.Image;
        if (node is not YamlMappingNode || guest.Section("image", "image") is not { } image)
        {
            guest.Add(node, $"'image' of guest: expected {expected}, found {YamlReading.Describe(node)}");
            return Default.Image;
        }

        var file = LocalFiles.Under(image.Reading.Folder);
        var disk = image.Optional("qcow2", file, null!);
        var kernel = image.Optional("kernel", file, null!);
        var initrd = image.Optional("initrd", file, null!);
        var commandLine = image.Optional("commandLine", Scalars.Text, null!);
        image.RefuseOtherKeys();
        if (image.Has("qcow2") == image.Has("kernel") || image.Has("kernel") != image.Has("initrd"))
            image.Add(image.Node, $"'image' of guest: expected {expected}");

        return disk is not null ? new DiskImage(disk) : new KernelImage(kernel, initrd, commandLine);
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
