using TestHarness.Devices.Vdpa;
using TestHarness.Failures;

namespace TestHarness.Tests.Devices.Vdpa;

public sealed class VdpaOutputTests
{
    // Recorded on Linux 6.12, iproute2 6.15, with the simulator and VDUSE.
    private const string Devices = """
        {
            "dev": {
                "vdpa0": {
                    "type": "block",
                    "mgmtdev": "vdpasim_blk",
                    "vendor_id": 0,
                    "max_vqs": 1,
                    "max_vq_size": 256
                },
                "vduse0": {
                    "type": "block",
                    "mgmtdev": "vduse",
                    "vendor_id": 0,
                    "max_vqs": 1,
                    "max_vq_size": 256
                }
            }
        }
        """;

    private const string ManagementDevices = """
        {
            "mgmtdev": {
                "vduse": {
                    "supported_classes": [ "net","block" ],
                    "max_supported_vqs": 0,
                    "dev_features": [ ]
                }
            }
        }
        """;

    // The example of vdpa-mgmtdev(8).
    private const string Hardware = """
        {"mgmtdev":{"pci/0000:03:00.2":{"supported_classes":["net"],"max_supported_vqs":257,"dev_features":["CSUM","MTU"]}}}
        """;

    [Test]
    public void Reads_devices() => Assert.That(VdpaOutput.Devices(Devices), Is.EqualTo((VdpaDeviceInfo[])[
        new("vdpa0", "block", "vdpasim_blk", 0, 1, 256), new("vduse0", "block", "vduse", 0, 1, 256)]));

    [Test]
    public void Reads_no_devices() => Assert.That(VdpaOutput.Devices("{\n    \"dev\": {}\n}\n"), Is.Empty);

    [Test]
    public void Reads_a_device_of_an_older_kernel_and_of_a_newer_tool() => Assert.That(
        VdpaOutput.Devices("""{"dev":{"x":{"type":"net","mgmtdev":"pci/0000:03:00.2","new":[1]}}}""").Single(),
        Is.EqualTo(new VdpaDeviceInfo("x", "net", "pci/0000:03:00.2", null, null, null)));

    [Test]
    public void Reads_management_devices_without_a_bus()
    {
        var device = VdpaOutput.ManagementDevices(ManagementDevices).Single();
        Assert.That((device.Bus, device.Device, device.Name), Is.EqualTo(((string?)null, "vduse", "vduse")));
        Assert.That(device.Classes, Is.EqualTo(["net", "block"]));
    }

    [Test]
    public void Reads_management_devices_on_a_bus()
    {
        var device = VdpaOutput.ManagementDevices(Hardware).Single();
        Assert.That((device.Bus, device.Device, device.Name), Is.EqualTo(("pci", "0000:03:00.2", "pci/0000:03:00.2")));
        Assert.That((device.MaxVirtqueues, device.Features.Length), Is.EqualTo((257L, 2)));
    }

    [TestCase("", "nothing")]
    [TestCase("vdpa0: type block mgmtdev vdpasim_blk", "vdpa0: type block")]
    [TestCase("[]", "'dev' is missing")]
    [TestCase("""{"dev":[]}""", "'dev' is no object")]
    [TestCase("""{"dev":{"vdpa0":7}}""", "'type' is missing")]
    [TestCase("""{"dev":{"vdpa0":{"type":"block"}}}""", "'mgmtdev' is missing")]
    [TestCase("""{"dev":{"vdpa0":{"type":2,"mgmtdev":"vduse"}}}""", "'type' is no string")]
    [TestCase("""{"dev":{"vdpa0":{"type":"block","mgmtdev":"vduse","max_vqs":"1"}}}""", "'max_vqs' is no number")]
    [TestCase("""{"dev":{"vdpa0":{"type":"block","mgmtdev":"vduse","max_vqs":1.5}}}""", "vdpa0")]
    [TestCase("""{"dev":{"vdpa0":{"type":"block",""", "expected to print")]
    public void Refuses_what_it_does_not_know(string text, string reason) => Assert.That(
        () => VdpaOutput.Devices(text),
        Throws.TypeOf<HarnessException>()
            .With.Message.StartsWith("[preflight] 'vdpa -jp dev show' was expected").And.Message.Contains(reason));

    [TestCase("""{"mgmtdev":{"vduse":{}}}""")]
    [TestCase("""{"mgmtdev":{"vduse":{"supported_classes":[null]}}}""")]
    [TestCase("""{"mgmtdev":{"vduse":{"supported_classes":[7]}}}""")]
    public void Refuses_management_devices_without_classes(string text) =>
        Assert.That(
            () => VdpaOutput.ManagementDevices(text), Throws.TypeOf<HarnessException>().With.Message.Contains("mgmtdev show"));
}
