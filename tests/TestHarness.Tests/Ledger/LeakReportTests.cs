using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Tests.Ledger;

public sealed class LeakReportTests
{
    private static readonly LeakCheck Nothing = LeakLooks.Of();

    [TestCase("file /var/tmp/testharness-x-1")]
    [TestCase("process 7 (tag x-1)")]
    [TestCase("vport vport-7:0-1")]
    [TestCase("vdpa vdpa0")]
    [TestCase("mdev 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001")]
    [TestCase("mdev-definition mtty/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001")]
    [TestCase("vfs 0000:01:00.0: 4")]
    [TestCase("libvirt /run/libvirt/libvirt-sock")]
    public void An_item_that_nobody_else_makes_is_a_leak_whether_recorded_or_not(string item)
    {
        var report = Alone(Nothing, LeakLooks.Of(item), []);
        Assert.That((report.Leaks, report.Noted), Is.EqualTo((new[] { $"lab1: left behind: {item}" }, Array.Empty<string>())));
    }

    [TestCase("tap tap7", "tap tap7")]
    [TestCase("module vhost_vdpa", "kernel modules vhost_vdpa vdpa")]
    [TestCase("module vdpa_sim_blk", "kernel module vdpa_sim_blk, not loaded before")]
    [TestCase("vfio-pci 0000:01:00.2", "driver igbvf of 0000:01:00.2")]
    [TestCase("pool vhba0", "storage pool vhba0")]
    [TestCase("network testharness-vfs", "libvirt network testharness-vfs")]
    [TestCase("domain source-1", "libvirt domain source-1")]
    public void An_item_that_others_make_too_is_a_leak_when_the_ledger_names_it_and_noted_otherwise(
        string item, string description)
    {
        var there = LeakLooks.Of(item);
        Assert.That(Alone(Nothing, there, [Entry(description)]).Leaks, Is.EqualTo([$"lab1: left behind: {item}"]));
        Assert.That(Alone(there, Nothing, [Entry(description)]).Leaks, Is.EqualTo([$"lab1: gone: {item}"]));

        var name = item.Split(' ')[1];
        var others = Alone(Nothing, there, [Entry(description.Replace(name, $"{name}0", StringComparison.Ordinal))]);
        Assert.That((others.Leaks, others.Noted), Is.EqualTo((Array.Empty<string>(), new[] { $"lab1: left behind: {item}" })));
        Assert.That(others.ThrowOnLeaks, Throws.Nothing);
        Assert.That(others.Remarks, Is.EqualTo([$"lab1: left behind: {item} (not of this run)"]));
    }

    [TestCase("vport vport-7:0-1 (5001a4a0f014c8ce)", "vHBA with WWPN 5001a4a0f014c8ce", "vHBA with WWPN 5001a4a0f014c8cf")]
    [TestCase("vdpa vdpa0", "vdpa device vdpa0 on vdpasim_blk", "vdpa device vdpa1 on vdpasim_blk")]
    [TestCase("mdev 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001", "mdev 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001", "mdev 83b8f4f2")]
    [TestCase("mdev-definition mtty/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001", "83b8f4f2-509f-382f-3c1e-e6bfe0fa1001", "mtty")]
    [TestCase("vfs 0000:01:00.0: 4", "4 virtual functions of 0000:01:00.0", "4 virtual functions of 0000:02:00.0")]
    public void On_a_shared_host_a_thing_that_a_stranger_makes_is_noted(string item, string mine, string other)
    {
        var there = LeakLooks.Of(item);

        Assert.That(LeakReport.Compare(Nothing, there, [Entry(mine)], isAlone: false).Leaks, Has.Length.EqualTo(1));
        var noted = LeakReport.Compare(Nothing, there, [Entry(other)], isAlone: false);
        Assert.That((noted.Leaks, noted.Noted), Is.EqualTo((Array.Empty<string>(), new[] { $"lab1: left behind: {item}" })));
    }

    [TestCase("file /var/tmp/testharness-x-1")]
    [TestCase("process 7 (tag x-1)")]
    public void On_a_shared_host_a_thing_of_this_session_is_a_leak(string item) =>
        Assert.That(LeakReport.Compare(Nothing, LeakLooks.Of(item), [], isAlone: false).Leaks, Has.Length.EqualTo(1));

    [Test]
    public void A_leak_that_one_of_several_entries_names_is_a_leak_of_this_run()
    {
        LedgerEntry[] recorded = [Entry("directory"), Entry("tap tap7"), Entry("QEMU")];
        var report = Alone(Nothing, LeakLooks.Of("tap tap7"), recorded);
        Assert.That(report.Leaks, Has.Length.EqualTo(1));
    }

    [Test]
    public void All_leaks_are_named()
    {
        var report = Alone(Nothing, LeakLooks.Of("vdpa vdpa0", "vdpa vdpa1"), []);
        Assert.That(report.ThrowOnLeaks, Throws.TypeOf<HarnessException>().With.Message.EqualTo(
            "[leak] lab1: left behind: vdpa vdpa0; lab1: left behind: vdpa vdpa1"));
    }

    [Test]
    public void A_word_of_the_undo_names_it_too()
    {
        var entry = Entry("a device") with { Undo = ["sh", "-c", "rmmod $1", "sh", "mtty"] };
        Assert.That(Alone(Nothing, LeakLooks.Of("module mtty"), [entry]).Leaks, Has.Length.EqualTo(1));
        Assert.That(Alone(Nothing, LeakLooks.Of("module rmmod"), [entry]).Leaks, Is.Empty);
    }

    [TestCase(true, "before the scenario")]
    [TestCase(false, "after the scenario")]
    public void A_kind_that_one_look_could_not_list_is_not_compared_and_not_clean(bool isFirst, string when)
    {
        var seen = LeakLooks.Of("module mtty", "vdpa vdpa0");
        var unseen = Nothing with { Unlisted = Unlisted("module", "no permission") };
        var (before, after) = isFirst ? (unseen, seen) : (seen, unseen);
        var report = Alone(before, after, [Entry("module mtty")]);

        Assert.That(report.Leaks, Is.EqualTo([$"lab1: {(isFirst ? "left behind" : "gone")}: vdpa vdpa0"]));
        Assert.That(report.NotChecked, Is.EqualTo([new UnlistedKind("lab1", "module", $"{when}: no permission")]));
        Assert.That(
            report.ThrowOnLeaks,
            Throws.TypeOf<HarnessException>().With.Message.EqualTo($"[leak] {report.Leaks[0]}"));
    }

    [Test]
    public void A_kind_that_neither_look_could_list_is_reported_once()
    {
        var unseen = Nothing with { Unlisted = Unlisted("domain", "virsh: not found") };
        var report = Alone(unseen, unseen, []);
        Assert.That(
            report.Remarks, Is.EqualTo(["lab1: leaks of kind 'domain' were not checked: before the scenario: virsh: not found"]));
        Assert.That(report.ThrowOnLeaks, Throws.Nothing);
    }

    [Test]
    public void The_hosts_of_a_scenario_are_reported_together()
    {
        UnlistedKind[] kinds = [new("lab1", "module", "a reason"), new("lab2", "pool", "a reason")];
        var one = new LeakReport(["leak1"], ["noted1"], [kinds[0]]);
        var two = new LeakReport(["leak2"], ["noted2"], [kinds[1]]);
        var both = LeakReport.Combine(one, two);
        Assert.That((both.Leaks, both.Noted, both.NotChecked), Is.EqualTo(
            (new[] { "leak1", "leak2" }, new[] { "noted1", "noted2" }, kinds)));
    }

    private static ImmutableSortedDictionary<string, string> Unlisted(string kind, string why) =>
        ImmutableSortedDictionary<string, string>.Empty.Add(kind, why);

    private static LeakReport Alone(LeakCheck before, LeakCheck after, IEnumerable<LedgerEntry> recorded) =>
        LeakReport.Compare(before, after, recorded, isAlone: true);

    private static LedgerEntry Entry(string description) =>
        new(1, DateTimeOffset.UnixEpoch, "lab1", new LocalConnection(), description, ["true"]);
}
