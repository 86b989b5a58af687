using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Environments.Matching;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Tests.Environments.Matching;

public sealed class EnvironmentMatchTests
{
    [TestCase("@smoke", "a")]
    [TestCase("@hosts:2", "a b")]
    [TestCase("hosts:2 @needs:vports", "b c")]
    [TestCase("@needs:vports @needs:vdpa", "c")]
    [TestCase("@needs:lun", "a")]
    [TestCase("@needs:vports>=2", "c")]
    [TestCase("@needs:qemu>=8", "a")]
    [TestCase("@needs:qemu>=8.0.1", "b")]
    [TestCase("@needs:qemu>=8,<9", "a")]
    [TestCase("@needs:qemu>=8.2.0-11.el9,<10.0.1", "b")]
    [TestCase("@needs:libvirt>=10.5.0-7.el9,<10.6", "b")]
    [TestCase("@needs:vports<2", "b")]
    public void Picks_the_first_hosts_that_fit(string tags, string hosts)
    {
        var match = Match(tags);

        Assert.That(match.Unmet, Is.Empty);
        Assert.That(match.Hosts.Select(host => host.Name), Is.EqualTo(hosts.Split(' ')));
    }

    [Test]
    public void Any_host_that_fits_will_do() =>
        Assert.That(Match("@hosts:1 @any-host @needs:vports").Hosts.Select(host => host.Name), Is.EqualTo(new[] { "b", "c" }));

    [TestCase("@any-host @hosts:2")]
    [TestCase("@any-host @needs:lun")]
    public void A_shared_scenario_does_not_run_on_any_host(string tags) => Assert.That(
        () => Match(tags), Throws.TypeOf<HarnessException>().With.Message.EndsWith("runs alone: leave the tag out"));

    [TestCase("@hosts:4", "needs 4 hosts, environment 'lab' has 3")]
    [TestCase("@needs:fc-lun", "needs a shared LUN behind vHBAs, environment 'lab' has 0")]
    [TestCase("@needs:device-lun", "needs a shared LUN of kind device, environment 'lab' has 0")]
    [TestCase("@needs:lun>=2", "needs 2 shared LUNs, environment 'lab' has 1")]
    [TestCase(
        "@hosts:2 @needs:vdpa",
        "needs vdpa on 2 hosts, environment 'lab' has it on 1: host 'a' does not offer vdpa; host 'b' does not offer vdpa")]
    [TestCase(
        "@needs:qemu>=99",
        "needs qemu>=99 on a host, environment 'lab' has it on 0: host 'a' has qemu 8.0; host 'b' has qemu 10.0; host 'c' " +
        "offers qemu without a version or count")]
    [TestCase("@needs:lun>=2,<4", "needs shared LUNs (lun>=2,<4), environment 'lab' has 1")]
    [TestCase(
        "@needs:libvirt>=11",
        "needs libvirt>=11 on a host, environment 'lab' has it on 0: host 'a' does not offer libvirt; host 'b' has libvirt " +
        "10.5.0-7.2.el9_5; host 'c' does not offer libvirt")]
    [TestCase("@needs:vdpa @needs:qemu>=10", "needs 1 host offering all of vdpa, qemu>=10, environment 'lab' has 0")]
    public void Says_what_is_unmet_and_why(string tags, string reason)
    {
        var match = Match(tags);

        Assert.That(match.Unmet, Is.EqualTo(new[] { reason }));
        Assert.That(match.Hosts, Is.Empty);
    }

    [Test]
    public void Says_everything_that_is_unmet() =>
        Assert.That(Match("@needs:sriov @needs:mdev @needs:lun>=2").Unmet, Has.Length.EqualTo(3));

    [Test]
    public void A_probed_offer_of_a_host_replaces_the_described_one()
    {
        var probed = Lab().WithOffer("c", Offer("qemu", "version", "99.1"));

        Assert.That(EnvironmentMatch.Of(Needs.OfTags(["@needs:qemu>=99"]), probed).Hosts.Single().Name, Is.EqualTo("c"));
    }

    [TestCase("@hosts:two", "expected a number of hosts")]
    [TestCase("@hosts:0", "expected a number of hosts")]
    [TestCase("@needs:", "expected a capability")]
    [TestCase("@needs:qemu>8", "expected a capability")]
    [TestCase("@needs:qemu>=8,10", "expected a capability and its versions, as in @needs:qemu>=8.0.0-11.el9,<9: '10' is not")]
    [TestCase("@needs:firmware>=2022.11", "expected @needs:ovmf>=2022.11 (UEFI) or @needs:seabios>=2022.11 (BIOS)")]
    public void A_malformed_tag_is_an_error(string tag, string expected) =>
        Assert.That(
            () => Needs.OfTags([tag]),
            Throws.TypeOf<HarnessException>().With.Message.Contains($"[config] tag '{tag}': {expected}"));

    [TestCase("@need:kvm", "@needs:kvm")]
    [TestCase("@host:2", "@hosts:2")]
    [TestCase("@Hosts:2", "@hosts:2")]
    [TestCase("@hosts2", "@hosts:2")]
    [TestCase("@any-hosts", "@any-host")]
    [TestCase("@anyhost", "@any-host")]
    [TestCase("@Ignore", "@ignore")]
    [TestCase("@ignored", "@ignore")]
    public void A_misspelt_tag_is_an_error_with_the_tag_that_was_meant(string tag, string meant) => Assert.That(
        () => Needs.OfTags([tag]),
        Throws.TypeOf<HarnessException>().With.Message.StartsWith($"[config] tag '{tag}': expected '{meant}'; as it is written"));

    [TestCase("@expected-to-fail")]
    [TestCase("@expected-to-fail:data")]
    [TestCase("@Expected_to-fail:migration")]
    [TestCase("@expect-to-fail:data")]
    public void A_tag_that_says_that_the_scenario_fails_is_an_error(string tag) => Assert.That(
        () => Needs.OfTags([tag]),
        Throws.TypeOf<HarnessException>().With.Message.EqualTo(
            $"[config] tag '{tag}': no tag makes a failure a pass; a step expects the failure, for example 'Then the health " +
            "check fails and names:'"));

    [TestCase("@migration")]
    [TestCase("@fails")]
    [TestCase("@tests:2")]
    [TestCase("@owner:needs")]
    [TestCase("@host-reboot")]
    [TestCase("@ignore")]
    [TestCase("@recorded")]
    [TestCase("@slow2")]
    public void Another_word_is_not_a_misspelt_tag(string tag) => Assert.That(Needs.OfTags([tag]).Hosts, Is.EqualTo(1));

    [Test]
    public void An_unknown_capability_is_reported_with_the_nearest_known_one() =>
        Assert.That(Match("@needs:vport").Unmet.Single(), Does.Contain("does not offer vport; did you mean 'vports'?"));

    [TestCase("@hosts:2 @needs:lun", "a b|c d")]
    [TestCase("@hosts:2 @needs:vports", "c d")]
    [TestCase("@hosts:1", "a|c")]
    public void Each_group_of_hosts_that_fits_is_a_choice(string tags, string groups)
    {
        var matches = EnvironmentMatch.AllOf(Needs.OfTags(tags.Split(' ')), Grouped(), out var unmet);

        Assert.That(unmet, Is.Empty);
        Assert.That(
            matches.Select(match => string.Join(' ', match.Hosts.Select(host => host.Name))), Is.EqualTo(groups.Split('|')));
        Assert.That(matches.SelectMany(match => match.Environment.Luns.Select(lun => lun.Name)), Is.All.EqualTo("l"));
    }

    [Test]
    public void Hosts_of_two_groups_do_not_meet_a_need_together()
    {
        var matches = EnvironmentMatch.AllOf(Needs.OfTags(["@hosts:3"]), Grouped(), out var unmet);

        Assert.That(matches, Is.Empty);
        Assert.That(unmet, Is.EqualTo(new[]
        {
            "group 'one': needs 3 hosts, environment 'lab' has 2", "group 'two': needs 3 hosts, environment 'lab' has 2",
        }));
    }

    private static LabEnvironment Grouped() => Lab() with
    {
        Hosts =
        [
            Host("a") with { Group = "one" }, Host("b") with { Group = "one" },
            Host("c", new Offer("vports")) with { Group = "two" }, Host("d", new Offer("vports")) with { Group = "two" },
        ],
        Luns =
        [
            new FileLun("l", ByteSize.FromMiB(1)) { Group = "one" }, new FileLun("l", ByteSize.FromMiB(1)) { Group = "two" },
        ],
    };

    private static EnvironmentMatch Match(string tags) => EnvironmentMatch.Of(Needs.OfTags(tags.Split(' ')), Lab());

    private static LabEnvironment Lab() => new()
    {
        Name = "lab",
        Hosts =
        [
            Host("a", Offer("qemu", "version", "8.0")),
            Host("b", Offer("vports", "count", "1"), Offer("qemu", "version", "10.0"), Libvirt()),
            Host("c", Offer("vports", "count", "254"), new Offer("vdpa"), new Offer("qemu")),
        ],
        Luns = [new FileLun("l", ByteSize.FromMiB(1))],
    };

    private static HostDescription Host(string name, params Offer[] offers) =>
        new(name, new LocalConnection(), null, [], [.. offers]);

    private static Offer Libvirt() => new(
        "libvirt",
        ImmutableSortedDictionary<string, string>.Empty.Add("package", "10.5.0-7.2.el9_5").Add("packaging", "rpm"));

    private static Offer Offer(string capability, string attribute, string value) =>
        new(capability, ImmutableSortedDictionary<string, string>.Empty.Add(attribute, value));
}
