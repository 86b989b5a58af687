using FsCheck;
using FsCheck.Fluent;
using TestHarness.Devices.Mdev;
using TestHarness.Failures;

namespace TestHarness.Tests.Devices.Mdev;

public sealed class MdevctlOutputTests
{
    private static readonly Guid Uuid = Guid.Parse("83b8f4f2-509f-382f-3c1e-e6bfe0fa1001");

    // Printed by mdevctl 1.3.0; "notes" and "since" are of no version that is known.
    private const string Listed = """
        [
          {
            "matrix": [
              {
                "9f579710-6ffc-4201-987a-4ffa0fb1f3a5": {
                  "mdev_type": "vfio_ap-passthrough",
                  "start": "auto",
                  "attrs": [ { "assign_adapter": "5" }, { "assign_adapter": "6" }, { "assign_domain": "0xab" } ]
                }
              }
            ],
            "mtty": [
              { "83b8f4f2-509f-382f-3c1e-e6bfe0fa1001": { "mdev_type": "mtty-2", "start": "manual", "attrs": [], "notes": [1] } },
              { "83b8f4f2-509f-382f-3c1e-e6bfe0fa1002": { "mdev_type": "mtty-1", "start": "manual" } }
            ]
          }
        ]
        """;

    private const string Offered = """
        [
          {
            "0000:00:02.0": [
              { "mdev_type2": { "available_instances": 16, "device_api": "vfio-pci", "since": "1.9" } }
            ],
            "mtty": [
              { "mtty-1": { "available_instances": 24, "device_api": "vfio-pci", "name": "Single port serial" } },
              { "i915-GVTg_V5_8": {
                  "available_instances": 1, "device_api": "vfio-pci",
                  "name": "GVTg_V5_8", "description": "fence: 4, weight: 2" } }
            ]
          }
        ]
        """;

    [Test]
    public void Devices_are_listed_by_parent_with_their_attributes_in_order()
    {
        var devices = MdevctlOutput.Devices(Listed);
        Assert.That(devices.Select(device => (device.Parent, $"{device.Uuid}"[^4..], device.Type, device.Start)), Is.EqualTo([
            ("matrix", "f3a5", "vfio_ap-passthrough", MdevStart.Auto), ("mtty", "1001", "mtty-2", MdevStart.Manual),
            ("mtty", "1002", "mtty-1", MdevStart.Manual)]));
        Assert.That(devices[0].Attributes, Is.EqualTo(
            (ListedAttribute[])[new("assign_adapter", "5"), new("assign_adapter", "6"), new("assign_domain", "0xab")]));
        Assert.That(devices[1].Attributes.Concat(devices[2].Attributes), Is.Empty);
    }

    [Test]
    public void Types_need_neither_name_nor_description() => Assert.That(MdevctlOutput.Types(Offered), Is.EqualTo((MdevType[])[
        new("mdev_type2", "0000:00:02.0", "vfio-pci", 16, null, null),
        new("mtty-1", "mtty", "vfio-pci", 24, "Single port serial", null),
        new("i915-GVTg_V5_8", "mtty", "vfio-pci", 1, "GVTg_V5_8", "fence: 4, weight: 2")]));

    [Test]
    public void A_host_without_mdevs_has_none()
    {
        Assert.That(MdevctlOutput.Devices("[]"), Is.Empty);
        Assert.That(MdevctlOutput.Types("[]"), Is.Empty);
    }

    [TestCase("", "found: nothing")]
    [TestCase("{}", "'the whole' is no array")]
    [TestCase("""[{"mtty": {}}]""", "'mtty' is no array")]
    [TestCase("""[{"mtty": [{"mtty-1": {}}]}]""", "'mtty-1' is no UUID")]
    [TestCase("""[{"mtty": [{}]}]""", "an item of mtty has not exactly one member")]
    [TestCase("""[{"mtty": [{"83b8f4f2-509f-382f-3c1e-e6bfe0fa1001": {"start": "auto"}}]}]""", "'mdev_type' is missing")]
    public void Other_text_is_refused_with_what_is_wrong(string text, string why) => Assert.That(
        () => MdevctlOutput.Devices(text),
        Throws.TypeOf<HarnessException>()
            .With.Message.StartsWith("[preflight] mdevctl list --dumpjson was expected as of mdevctl 1.x")
            .And.Message.Contains(why));

    [TestCase("""{"mdev_type": 2, "start": "auto"}""", "'mdev_type' is no string")]
    [TestCase("""{"mdev_type": "mtty-1"}""", "'start' is missing")]
    [TestCase("""{"mdev_type": "mtty-1", "start": "never"}""", "'start' is 'never', not auto or manual")]
    [TestCase("""{"mdev_type": "mtty-1", "start": "auto", "attrs": {}}""", "'attrs' is no array")]
    [TestCase(
        """{"mdev_type": "mtty-1", "start": "auto", "attrs": [{"a": "1"}, {"a": "1", "b": "2"}]}""",
        "attrs[1] has not exactly one member")]
    [TestCase(
        """{"mdev_type": "mtty-1", "start": "auto", "attrs": [{"assign_adapter": 5}]}""",
        "'attrs[0].assign_adapter' is no string")]
    [TestCase("[]", "'mdev_type' is missing")]
    public void A_definition_is_refused_with_the_member_that_is_wrong(string text, string why) => Assert.That(
        () => MdevctlOutput.Definition(Uuid, "mtty", text),
        Throws.TypeOf<HarnessException>()
            .With.Message.StartsWith($"[preflight] the definition of mdev {Uuid} below mtty").And.Message.Contains(why));

    [TestCase(
        """[{"mtty": [{"mtty-1": {"device_api": "vfio-pci", "available_instances": "many"}}]}]""",
        "'available_instances' is no number")]
    [TestCase("""[{"mtty": [{"mtty-1": {"available_instances": 1}}]}]""", "'device_api' is missing")]
    public void A_type_is_refused_with_the_member_that_is_wrong(string text, string why) =>
        Assert.That(() => MdevctlOutput.Types(text), Throws.TypeOf<HarnessException>().With.Message.Contains(why));

    [Test]
    public void A_definition_is_read_as_it_was_written() => Prop.ForAll((string[] values, bool auto) =>
    {
        var attributes = values.Select(value => MdevAttribute.Parse(
            "assign_adapter", string.Concat((value ?? "").Where(each => each is >= ' ' and <= '~'))));
        var written = new MediatedDevice(
            Uuid, MdevTypeName.Parse("mtty-2"), MdevParentName.Parse("mtty"), auto ? MdevStart.Auto : MdevStart.Manual,
            [.. attributes]);
        var read = MdevctlOutput.Definition(Uuid, "mtty", MdevctlOutput.ToDefinition(written));
        return read.Attributes.Select(each => (each.Name, each.Value)).SequenceEqual(
            written.Attributes.Select(each => (each.Name, each.Value)))
            && read with { Attributes = [] } == new ListedMdev(Uuid, "mtty-2", "mtty", written.Start, []);
    }).QuickCheckThrowOnFailure();
}
