using TestHarness.Devices.Mdev;
using TestHarness.Failures;

namespace TestHarness.Tests.Devices.Mdev;

internal sealed class MdevAttributeTests
{
    [TestCase("assign_adapter", "0xab")]
    [TestCase("power/control", "on")]
    [TestCase("nvidia/vgpu_params", "frame_rate_limiter=0, enable_uvm=1")]
    [TestCase("uevent", "")]
    public void An_attribute_of_the_mdevs_own_directory_is_read(string name, string value) =>
        Assert.That($"{MdevAttribute.Parse(name, value)}", Is.EqualTo($"{name}={value}"));

    [TestCase("")]
    [TestCase("remove")]
    [TestCase("../../../etc/cron.d/x")]
    [TestCase("/etc/cron.d/x")]
    [TestCase("power/../../x")]
    [TestCase("driver/unbind")]
    [TestCase("mdev_type/create")]
    [TestCase("iommu_group/type")]
    [TestCase("subsystem/drivers_probe")]
    [TestCase("a\nb")]
    [TestCase("a\"b")]
    public void An_attribute_that_leads_elsewhere_is_refused(string name) => Assert.That(
        () => MdevAttribute.Parse(name, "1"),
        Throws.TypeOf<HarnessException>().With.Message.Contains("is not an attribute of an mdev"));

    [TestCase("a\nb")]
    [TestCase("a\0b")]
    [TestCase("\u001b[2J")]
    public void A_value_that_is_not_one_line_of_text_is_refused(string value) => Assert.That(
        () => MdevAttribute.Parse("assign_adapter", value), Throws.TypeOf<HarnessException>().With.Message.Contains(
            "is not a value of the attribute assign_adapter"));
}
