using TestHarness.Devices.Vdpa.Providers;

namespace TestHarness.Tests.Devices.Vdpa.Providers;

[TestFixture]
internal sealed class VduseMediumTests
{
    [Test]
    public void A_shared_device_is_exported_past_the_page_cache() => Assert.That(
        VduseMedium.OfSharedDevice("/dev/sda").ToNode("file"),
        Is.EqualTo("""{"driver":"host_device","node-name":"file","filename":"/dev/sda","cache":{"direct":true}}"""));

    [Test]
    public void A_file_with_a_comma_in_its_name_stays_one_value() => Assert.That(
        VduseMedium.OfFile("/var/tmp/a,b.raw").ToNode("file"),
        Is.EqualTo("""{"driver":"file","node-name":"file","filename":"/var/tmp/a,b.raw"}"""));
}
