using System.Reflection;
using TestHarness.Devices;
using TestHarness.Devices.Registry;
using TestHarness.Environments;
using TestHarness.Environments.Reading;
using TestHarness.Tests.Environments;
using TestHarness.Tests.Ledger;

namespace TestHarness.Tests.Devices.Registry;

/// <summary>The kinds of the registry do not get in each other's way.</summary>
public sealed class DeviceKindsTests : EnvironmentFileFixture
{
    [Test]
    public void Every_kind_has_a_folder_of_its_own_that_has_its_name()
    {
        var folders = DeviceKinds.All.Select(kind => kind.GetType().Namespace!).ToArray();

        Assert.That(folders, Is.Unique);
        foreach (var (kind, folder) in DeviceKinds.All.Zip(folders))
            Assert.That(folder, Is.EqualTo($"TestHarness.Devices.{kind.Name}").IgnoreCase);
    }

    [Test]
    public void Every_kind_is_in_the_registry_once() =>
        Assert.That(
            DeviceKinds.All.Select(kind => kind.GetType()),
            Is.EquivalentTo(typeof(DeviceKind).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DeviceKind)))));

    [Test]
    public void Names_of_kinds_differ() => Assert.That(DeviceKinds.All.Select(kind => kind.Name), Is.Unique);

    [Test]
    public void Section_keys_differ_from_each_other_and_from_the_keys_that_every_host_has()
    {
        var reading = new YamlReading(Path.Combine(Folder, "lab.yaml"));
        EnvironmentFile.Parse(reading, "name: x\nhosts: [{ name: a, connection: local }]", []);

        Assert.That(DeviceKinds.HostSections.Select(section => section.Key).Concat(reading.Keys["host"]), Is.Unique);
    }

    [Test]
    public void Item_types_of_sections_differ()
    {
        const BindingFlags Internal = BindingFlags.Instance | BindingFlags.NonPublic;
        var types = DeviceKinds.HostSections.Select(
            section => section.GetType().GetMethod(nameof(HostSection.ReadItem), Internal)!.ReturnType);

        Assert.That(types, Is.Unique.And.None.EqualTo(typeof(object)));
    }

    [Test]
    public void Kinds_of_leaks_are_single_words_and_differ()
    {
        string[] kinds = [.. LeakLooks.Probes.Select(probe => probe.Kind), "libvirt"];

        Assert.That(kinds, Is.Unique.And.All.Match(@"\A[a-z]+(-[a-z]+)*\z"));
    }
}
