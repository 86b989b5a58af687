using TestHarness.Devices.Mdev;
using TestHarness.Devices.Mdev.Trees;
using TestHarness.Devices.Trees;
using TestHarness.Failures;

namespace TestHarness.Tests.Devices.Mdev.Trees;

internal sealed class MdevTreeTests
{
    private static readonly Guid Ap = Guid.Parse("62177883-f1bb-47f0-914d-32a22e3a8804");
    private static readonly Guid Ccw = Guid.Parse("8e782fea-e5f4-45fa-a0f9-024cf66e5009");
    private static readonly Guid Gpu = Guid.Parse("4a0a190f-dcf3-4def-9342-c48768f0c940");
    private static readonly Guid Mtty = Guid.Parse("83b8f4f2-509f-382f-3c1e-e6bfe0fa1001");

    [Test]
    public async Task Matrices_control_domains_and_cards_of_vfio_ap_are_read_as_facts()
    {
        var recording = Recording.Of("z1", "vfio_ap");
        var look = await recording.LookAsync(Ap);

        Assert.That(look.Running is { Host: "z1", Parent: "matrix", Type: "vfio_ap-passthrough" });
        Assert.That(look.Running!.Facts, Is.EqualTo(Facts(
            ("device api", "vfio-ap"), ("name", "VFIO AP Passthrough Device"), ("parent driver", "vfio_ap"),
            ("mdev driver", "vfio_ap_mdev"),
            ("matrix", "05.0004, 05.00ab, 06.0004, 06.00ab"), ("guest matrix", "05.0004, 05.00ab"),
            ("control domains", "0004, 00ab"),
            ("card 05", "CEX7C hwtype 13"), ("card 06", "CEX7A hwtype 13"))));
        Assert.That(
            look.Running.Definition
                is { Start: MdevStart.Auto, Attributes: [{ Name: "assign_adapter", Value: "5" }, _, { Value: "0xab" }] });
        Assert.That(look.Nodes, Is.EqualTo(["/dev/vfio/0", "/dev/vfio/devices/vfio0"]));
    }

    [Test]
    public async Task A_card_that_the_host_does_not_have_has_no_type()
    {
        var recording = Recording.Without("z1", "vfio_ap", "/sys/devices/ap/card06");
        Assert.That(
            (await FactsAsync(recording, Ap)).Select(fact => fact.Attribute), Has.Member("card 05").And.No.Member("card 06"));
    }

    [Test]
    public async Task A_kernel_without_guest_matrix_gives_the_guest_the_matrix()
    {
        var recording = Recording.Without("z1", "vfio_ap", $"/sys/devices/vfio_ap/matrix/{Ap}/guest_matrix");
        Assert.That(
            await FactsAsync(recording, Ap), Has.Member(new MdevFact("guest matrix", "05.0004, 05.00ab, 06.0004, 06.00ab")));
    }

    [Test]
    public async Task The_device_behind_a_subchannel_of_vfio_ccw_is_read_as_facts()
    {
        var recording = Recording.Of("z1", "vfio_ccw");
        Assert.That(await FactsAsync(recording, Ccw), Is.EqualTo(Facts(
            ("device api", "vfio-ccw"), ("name", "I/O subchannel (Non-QDIO)"), ("parent driver", "vfio_ccw"),
            ("mdev driver", "vfio_ccw_mdev"),
            ("child device", "0.0.26ab"), ("chpids", "50 54 00 00 00 00 00 00"))));
    }

    [Test]
    public async Task A_ccw_device_that_is_a_child_of_the_subchannel_has_its_types_as_well()
    {
        var recording = Recording.Without(
            "z1", "vfio_ccw", "/sys/devices/css0/0.0.0313/dev_busid",
            "/sys/devices/css0/0.0.0313/0.0.26ab/cutype = 3990/e9", "/sys/devices/css0/0.0.0313/0.0.26ab/devtype = 3390/0c");
        Assert.That((await FactsAsync(recording, Ccw)).Skip(4), Is.EqualTo(Facts(
            ("child device", "0.0.26ab"), ("child cutype", "3990/e9"), ("child devtype", "3390/0c"),
            ("chpids", "50 54 00 00 00 00 00 00"))));
    }

    [Test]
    public async Task Each_item_of_a_GPU_type_description_is_read_as_a_fact()
    {
        var recording = Recording.Of("h1", "i915");
        Assert.That(await FactsAsync(recording, Gpu), Is.EqualTo(Facts(
            ("device api", "vfio-pci"), ("low_gm_size", "64MB"), ("high_gm_size", "384MB"), ("fence", "4"),
            ("resolution", "1024x768"), ("weight", "2"),
            ("parent driver", "i915"), ("parent PCI id", "0x8086:0x591d, subsystem 0x1028:0x07a1"),
            ("mdev driver", "intel_vgpu_mdev"))));
    }

    [Test]
    public async Task A_description_that_is_not_a_list_counts_as_a_whole()
    {
        var recording = Recording.Of(
            "h1", "i915",
            "/sys/devices/pci0000:00/0000:00:02.0/mdev_supported_types/i915-GVTg_V5_8/description = Virtual display, 60 Hz");
        Assert.That(await FactsAsync(recording, Gpu), Has.Member(new MdevFact("description", "Virtual display, 60 Hz")));
    }

    [Test]
    public async Task Other_devices_of_the_host_are_read_when_the_mdev_does_not_exist()
    {
        var recording = Recording.Of("h1", "mtty");
        var look = await recording.LookAsync(Ap);

        Assert.That(look.Running, Is.Null);
        Assert.That(
            (look.Parents.Single(), look.Active.Single(), look.Definitions.Length, look.Nodes.Length),
            Is.EqualTo(("mtty", $"{Mtty}", 0, 0)));
        Assert.That(look.Offers, Is.EqualTo([("mtty", "mtty-1"), ("mtty", "mtty-2")]));
    }

    [Test]
    public async Task A_host_without_mdevs_has_nothing()
    {
        var recording = new RecordedMdevTree("h1", FileTree.Of(TreeListing.Parse("")));
        var look = await recording.LookAsync(Mtty);
        Assert.That(
            (look.Parents.Length, look.Offers.Length, look.Active.Length, look.Definitions.Length, look.Running),
            Is.EqualTo((0, 0, 0, 0, (MdevSnapshot?)null)));
    }

    [Test]
    public void A_definition_that_cannot_be_read_is_an_error()
    {
        var recording = Recording.Of("h1", "mtty", $$"""/etc/mdevctl.d/mtty/{{Mtty}} = {"mdev_type":"mtty-2"}""");
        Assert.That(
            async () => await recording.LookAsync(Mtty),
            Throws.TypeOf<HarnessException>().With.Message.Contains(
                $"the definition of mdev {Mtty} below mtty was expected as of mdevctl 1.x ('start' is missing)"));
    }

    [Test]
    public void An_mdev_without_a_type_is_an_error()
    {
        var recording = Recording.Without("h1", "mtty", $"/sys/devices/virtual/mtty/mtty/{Mtty}/mdev_type");
        Assert.That(
            async () => await recording.LookAsync(Mtty),
            Throws.TypeOf<HarnessException>().With.Message.Contains("has no link mdev_type"));
    }

    private static async Task<MdevFact[]> FactsAsync(MdevTree recording, Guid uuid) =>
        [.. (await recording.LookAsync(uuid)).Running!.Facts];

    private static MdevFact[] Facts(params (string Attribute, string Value)[] facts) =>
        [.. facts.Select(fact => new MdevFact(fact.Attribute, fact.Value))];
}
