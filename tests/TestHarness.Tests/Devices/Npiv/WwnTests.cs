using TestHarness.Devices.Npiv;
using TestHarness.Failures;

namespace TestHarness.Tests.Devices.Npiv;

public sealed class WwnTests
{
    [TestCase("5001a4a0f014c8ce")]
    [TestCase("0x5001a4a0f014c8ce")]
    [TestCase("50:01:a4:a0:f0:14:c8:ce")]
    [TestCase("5001A4A0F014C8CE")]
    [TestCase("20000024ff370479")]
    [TestCase("10000000c9831b4b")]
    [TestCase("3001a4a0f014c8ce")]
    [TestCase("6001405000000000")]
    [TestCase("c001a4a0f014c8ce")]
    [TestCase("c05076e511800a10")]
    [TestCase("c0507606d56e0001")]
    [TestCase("0xc05076ffe5005611")]
    [TestCase("21000024ff3a0001")]
    [TestCase("10000090fa1b0002")]
    [TestCase("50:01:43:80:12:34:56:78")]
    [TestCase("d2a4c8ff12345678")]
    [TestCase("ef00000000000001")]
    [TestCase("fffffffffffffffe")]
    public void Reads_each_form(string text)
    {
        var wwn = Wwn.Parse(text);
        Assert.That(Wwn.Parse(wwn.ToSysfs()), Is.EqualTo(wwn));
        var digits = text.Replace("0x", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal);
        Assert.That(wwn.ToString(), Is.EqualTo(digits).IgnoreCase);
    }

    [Test]
    public void A_WWN_is_printed_as_libvirt_and_sysfs_print_it()
    {
        var wwn = Wwn.Parse("0x5001a4a0f014c8ce");
        Assert.That((wwn.ToString(), wwn.ToSysfs()), Is.EqualTo(("5001a4a0f014c8ce", "0x5001a4a0f014c8ce")));
    }

    [TestCase("")]
    [TestCase("5001a4a0f014c8c")]
    [TestCase("5001a4a0f014c8cee")]
    [TestCase("5001a4a0f014c8cg")]
    [TestCase("0x0x5001a4a0f014c8")]
    [TestCase(" 5001a4a0f014c8c")]
    [TestCase("+5001a4a0f014c8c")]
    [TestCase("50:01:a4:a0:f0:14:c8")]
    [TestCase("500:1a4:a0:f0:14:c8:ce")]
    [TestCase("0000000000000000")]
    [TestCase("0xffffffffffffffff")]
    [TestCase("4001a4a0f014c8ce")]
    [TestCase("7001a4a0f014c8ce")]
    [TestCase("8001a4a0f014c8ce")]
    [TestCase("b001a4a0f014c8ce")]
    public void Refuses_a_text_that_is_not_a_WWN(string text) => Assert.That(
        () => Wwn.Parse(text),
        Throws.TypeOf<HarnessException>().With.Message.EqualTo(
            "[config] expected a World Wide Name: 16 hex digits, with or without 0x or colons, of which the first (the NAA) is " +
            $"1, 2, 3, 5, 6 or c to f; found '{text}'"));

    [Test]
    public void Refuses_a_port_name_that_two_hosts_have()
    {
        var pair = WwnPair.Parse("5001a4ab286a1286", "5001a4a0f014c8ce");
        Assert.That(
            () => WwnUse.RefuseDuplicates([("host1", pair), ("host2", pair with { Wwnn = Wwn.Parse("5001a4adb14df401") })]),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo(
                "[config] WWPN 5001a4a0f014c8ce is given 2 times, on host1 and host2; a port's name must be unique in the " +
                "fabric"));
    }

    [Test]
    public void Refuses_a_node_name_that_two_hosts_have_and_not_one_of_two_ports_of_a_host()
    {
        var pair = WwnPair.Parse("5001a4ab286a1286", "5001a4a0f014c8ce");
        var other = pair with { Wwpn = Wwn.Parse("5001a4a463859ff8") };
        Assert.That(() => WwnUse.RefuseDuplicates([("host1", pair), ("host1", other)]), Throws.Nothing);
        Assert.That(
            WwnUse.Duplicates([("host1", pair), ("host2", other)]).Single(),
            Does.StartWith("WWNN 5001a4ab286a1286 is given on host1 and host2"));
    }
}
