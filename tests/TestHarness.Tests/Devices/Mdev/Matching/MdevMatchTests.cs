using TestHarness.Devices.Mdev.Matching;
using TestHarness.Failures;

namespace TestHarness.Tests.Devices.Mdev.Matching;

internal sealed class MdevMatchTests
{
    private const string Parent = "/sys/devices/virtual/mtty/mtty";

    private static readonly Guid Mtty = Guid.Parse("83b8f4f2-509f-382f-3c1e-e6bfe0fa1001");
    private static readonly Guid Other = Guid.Parse("83b8f4f2-509f-382f-3c1e-e6bfe0fa1002");

    [Test]
    public async Task Hosts_with_the_same_mdev_match() =>
        Assert.That((await MatchAsync("mtty")).Verdict, Is.EqualTo(MdevVerdict.Same));

    [Test]
    public void All_that_differs_is_named_with_both_values() => Refused(
        $"mdev {Mtty} of h1 cannot be migrated to mdev {Mtty} of h2: type is 'mtty-2' on the source and 'mtty-1' on the "
        + "destination; " +
        "name is 'Dual port serial' on the source and 'Single port serial' on the destination; " +
        "attributes is 'power/control=on, uevent=change' on the source and 'none' on the destination",
        $"{Parent}/{Mtty}/mdev_type -> ../mdev_supported_types/mtty-1",
        $$"""/etc/mdevctl.d/mtty/{{Mtty}} = {"mdev_type":"mtty-1","start":"auto"}""");

    [Test]
    public void A_missing_mdev_is_reported_with_the_existing_mdevs()
    {
        var recording = Recording.Of("h1", "mtty");
        Assert.That(
            async () => await MdevMatch.CheckAsync(recording, Mtty, recording, Other),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo(
                $"[preflight] mdev {Other} of the destination h1 is not there, and mdevctl has no definition of it; there are: "
                + $"{Mtty}"));
        Assert.That(
            async () => await MdevMatch.CheckAsync(recording, Other, recording, Mtty),
            Throws.TypeOf<HarnessException>().With.Message.Contains($"mdev {Other} of the source h1 is not there"));
    }

    [TestCase("0000:3b:00.0", "mtty-2", "is defined below parent 0000:3b:00.0, which is not there; there are: mtty")]
    [TestCase(
        "mtty", "mtty-2",
        "is defined below parent mtty and not started: 'mdevctl start -u 83b8f4f2-509f-382f-3c1e-e6bfe0fa1002 -p mtty' " +
        "does that")]
    [TestCase("mtty", "mtty-9", "is defined as type mtty-9, which parent mtty does not offer; it offers: mtty-1, mtty-2")]
    public void An_mdev_that_is_only_defined_is_refused_with_the_reason_why_it_is_not_started(
        string parent, string type, string why)
    {
        var recording = Recording.Of(
            "h1", "mtty", $$"""/etc/mdevctl.d/{{parent}}/{{Other}} = {"mdev_type":"{{type}}","start":"auto"}""");
        Assert.That(
            async () => await MdevMatch.CheckAsync(recording, Mtty, recording, Other),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo($"[preflight] mdev {Other} of the destination h1 {why}"));
    }

    [Test]
    public void An_mdev_below_another_parent_than_its_definition_is_refused()
    {
        var recording = Recording.Without(
            "h1",
            "mtty",
            $"/etc/mdevctl.d/mtty/{Mtty}",
            $$"""/etc/mdevctl.d/mtty2/{{Mtty}} = {"mdev_type":"mtty-2","start":"auto"}""");
        Assert.That(
            async () => await MdevMatch.CheckAsync(recording, Mtty, recording, Mtty),
            Throws.TypeOf<HarnessException>().With.Message.Contains(
                "is below parent mtty, and mdevctl has it below mtty2: stop the mdev and start it by its definition"));
    }

    [Test]
    public async Task An_mdev_that_a_QEMU_has_open_is_refused_as_destination_and_accepted_as_source()
    {
        var busy = Recording.Of(
            "h1",
            "mtty",
            "/proc/4711/fd/30 -> /dev/vfio/3",
            "/proc/4711/fd/31 -> /dev/vfio/vfio",
            @"/proc/4711/cmdline = /usr/bin/qemu-system-x86_64\0-name\0guest=vm1,debug-threads=on\0-S\0",
            "/proc/4712/fd/9 -> /dev/vfio/33",
            @"/proc/4712/cmdline = cat\0");
        var free = Recording.Of("h2", "mtty");

        Assert.That(
            async () => await MdevMatch.CheckAsync(free, Mtty, busy, Mtty),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo(
                $"[preflight] mdev {Mtty} of the destination h1 is in use: qemu-system-x86_64 pid 4711 (name vm1) holds it open; "
                + "end that first, or choose another mdev"));
        Assert.That((await MdevMatch.CheckAsync(busy, Mtty, free, Mtty)).Verdict, Is.EqualTo(MdevVerdict.Same));
    }

    [Test]
    public void An_mdev_that_is_held_by_its_own_character_device_is_in_use()
    {
        var busy = Recording.Of(
            "h1",
            "mtty",
            $"{Parent}/{Mtty}/vfio-dev/vfio7/dev = 511:7",
            "/proc/4711/fd/30 -> /dev/vfio/devices/vfio7",
            @"/proc/4711/cmdline = qemu-kvm\0");
        Assert.That(
            async () => await MdevMatch.CheckAsync(busy, Mtty, busy, Mtty),
            Throws.TypeOf<HarnessException>().With.Message.Contains("is in use: qemu-kvm pid 4711 holds it open"));
    }

    private static async Task<MdevComparison> MatchAsync(string recorded, params string[] changes)
    {
        var source = Recording.Of("h1", recorded);
        var destination = Recording.Of("h2", recorded, changes);
        return await MdevMatch.CheckAsync(source, Mtty, destination, Mtty);
    }

    private static void Refused(string message, params string[] changes) => Assert.That(
        async () => await MatchAsync("mtty", changes),
        Throws.TypeOf<HarnessException>().With.Message.StartsWith($"[preflight] {message}\nattribute "));
}
