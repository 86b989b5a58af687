using YamlDotNet.RepresentationModel;

namespace TestHarness.Environments.Reading;

/// <summary>Reads the sections of settings; a section that is missing has the normal settings.</summary>
internal static class SettingsReader
{
    public static QemuSettings Qemu(YamlSection? section)
    {
        if (section is null)
            return new();

        var settings = new QemuSettings(
            section.Optional("binary", Scalars.AbsolutePath, null!),
            section.Optional("accelerator", Scalars.Choice<Accelerator>(), Accelerator.Auto))
        {
            Build = section.Optional("build", LocalFiles.FolderUnder(section.Reading.Folder), null!),
        };
        if (section.Has("binary") && section.Has("build"))
            section.Add(section.Node, "'qemu': expected 'binary' or 'build', found both");
        section.RefuseOtherKeys();
        return settings;
    }

    public static MachineSettings? VirtualLab(YamlSection? section)
    {
        if (section is null)
            return null;

        var settings = new MachineSettings(
            section.Optional("memory", Scalars.Size, ByteSize.FromMiB(2048)),
            section.Optional("vcpus", Scalars.Integer(1, 64), 1));
        section.RefuseOtherKeys();
        return settings;
    }

    public static LoadSettings Load(YamlSection? section)
    {
        var normal = new LoadSettings();
        if (section is null)
            return normal;

        var settings = new LoadSettings(section.Optional("scale", Scalars.Factor, normal.Scale));
        section.RefuseOtherKeys();
        return settings;
    }

    public static BaselineSettings Baseline(YamlSection? section)
    {
        var normal = new BaselineSettings();
        if (section is null)
            return normal;

        var settings = new BaselineSettings(section.Optional("multiple", Scalars.Multiple, normal.Multiple));
        section.RefuseOtherKeys();
        return settings;
    }

    public static TimeoutSettings Timeouts(YamlSection? section)
    {
        var normal = new TimeoutSettings();
        if (section is null)
            return normal;

        var settings = new TimeoutSettings
        {
            Boot = section.Optional("boot", Scalars.Timeout, normal.Boot),
            Command = section.Optional("command", Scalars.Timeout, normal.Command),
            Qmp = section.Optional("qmp", Scalars.Timeout, normal.Qmp),
            Migration = section.Optional("migration", Scalars.Timeout, normal.Migration),
            Load = section.Optional("load", Scalars.Timeout, normal.Load),
            Lun = section.Optional("lun", Scalars.Timeout, normal.Lun),
            Unplug = section.Optional("unplug", Scalars.Timeout, normal.Unplug),
            Hosts = section.Optional("hosts", Scalars.Timeout, normal.Hosts),
            Teardown = section.Optional("teardown", Scalars.Timeout, normal.Teardown),
        };
        section.RefuseOtherKeys();
        return settings;
    }

    public static LimitSettings Limits(YamlSection? section)
    {
        var normal = new LimitSettings();
        if (section is null)
            return normal;

        var settings = new LimitSettings
        {
            Console = section.Optional("console", Scalars.Limit, normal.Console),
            Transcript = section.Optional("transcript", Scalars.Limit, normal.Transcript),
            Scenario = section.Optional("scenario", Scalars.Limit, normal.Scenario),
            Run = section.Optional("run", Scalars.Limit, normal.Run),
        };
        section.RefuseOtherKeys();
        return settings;
    }

    public static AllowEntry? AllowEntry(YamlReading reading, YamlNode node)
    {
        if (reading.SectionOf(node, "kernelLogAllow") is not { } section)
            return null;

        var entry = new AllowEntry(
            section.Required("pattern", Scalars.Pattern),
            section.Required("reason", Scalars.Text),
            section.Required("expires", Scalars.Date),
            section.Has("scope") ? section.Required("scope", Scalars.Choice<KernelLogOwner>()) : null);
        section.RefuseOtherKeys();
        return entry;
    }

    public static AllowedUnmade? AllowedUnmade(YamlReading reading, YamlNode node)
    {
        if (reading.SectionOf(node, "notCheckedAllow") is not { } section)
            return null;

        var entry = new AllowedUnmade(
            section.Required("check", Scalars.Check),
            section.Required("reason", Scalars.Text),
            section.Required("expires", Scalars.Date));
        section.RefuseOtherKeys();
        return entry;
    }
}
