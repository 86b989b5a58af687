using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using TestHarness.Devices.Mdev;
using TestHarness.Devices.Mdev.Matching;
using TestHarness.Devices.Mdev.Trees;

namespace TestHarness.Tests.Devices.Mdev.Matching;

internal sealed class MdevComparisonTests
{
    private static readonly Guid Uuid = Guid.Parse("83b8f4f2-509f-382f-3c1e-e6bfe0fa1001");
    private static readonly Guid OtherUuid = Guid.Parse("83b8f4f2-509f-382f-3c1e-e6bfe0fa1002");

    private static readonly Arbitrary<MdevSnapshot> Snapshots = (
        from uuid in Gen.Elements(Uuid, OtherUuid)
        from parent in Gen.Elements("mtty", "matrix")
        from type in Gen.Elements("mtty-1", "mtty-2")
        from facts in Gen.SubListOf("device api", "matrix", "card 05", "framebuffer", "mdev driver", "max_instance")
        from value in Gen.Elements("1", "2")
        from attributes in Gen.SubListOf(new ListedAttribute("assign_adapter", "5"), new ListedAttribute("assign_adapter", "6"))
        from start in Gen.Elements(MdevStart.Auto, MdevStart.Manual)
        from isDefined in Gen.Elements(true, false)
        select new MdevSnapshot(
            "h1", uuid, parent, type, [.. facts.Select(fact => new MdevFact(fact, value))],
            isDefined ? new ListedMdev(uuid, type, parent, start, [.. attributes]) : null)).ToArbitrary();

    [Test]
    public void An_mdev_is_the_same_as_itself() => Prop.ForAll(Snapshots, mdev =>
        MdevComparison.Of(mdev, mdev) is { Verdict: MdevVerdict.Same, Differences.IsEmpty: true }).QuickCheckThrowOnFailure();

    [Test]
    public void The_way_back_has_the_same_verdict_and_the_same_differences() => Prop.ForAll(Snapshots, Snapshots, (one, other) =>
    {
        var (there, back) = (MdevComparison.Of(one, other), MdevComparison.Of(other, one));
        return there.Verdict == back.Verdict && there.Differences.ToHashSet().SetEquals(
            back.Differences.Select(row => row with { Source = row.Destination, Destination = row.Source }));
    }).QuickCheckThrowOnFailure();

    [Test]
    public void The_verdict_is_what_the_table_says() => Prop.ForAll(Snapshots, Snapshots, (one, other) =>
    {
        var comparison = MdevComparison.Of(one, other);
        var isIdentity = comparison.Differences.Any(row => row.Attribute is "UUID" or "parent");
        return comparison.Verdict switch
        {
            MdevVerdict.Different => comparison.Differences.Any(row => row.Prevents),
            MdevVerdict.Compatible => isIdentity && !comparison.Differences.Any(row => row.Prevents),
            _ => !isIdentity && !comparison.Differences.Any(row => row.Prevents) && one.Type == other.Type,
        };
    }).QuickCheckThrowOnFailure();

    [TestCase("matrix", MdevVerdict.Different)]
    [TestCase("guest matrix", MdevVerdict.Different)]
    [TestCase("control domains", MdevVerdict.Different)]
    [TestCase("card 05", MdevVerdict.Different)]
    [TestCase("child device", MdevVerdict.Different)]
    [TestCase("framebuffer", MdevVerdict.Different)]
    [TestCase("migration version", MdevVerdict.Different)]
    [TestCase("device api", MdevVerdict.Different)]
    [TestCase("parent driver", MdevVerdict.Different)]
    [TestCase("an attribute that nobody knows", MdevVerdict.Different)]
    [TestCase("mdev driver", MdevVerdict.Same)]
    [TestCase("driver version", MdevVerdict.Same)]
    [TestCase("max_instance", MdevVerdict.Same)]
    [TestCase("weight", MdevVerdict.Same)]
    public void An_mdev_with_another_attribute_is_incompatible_when_the_guest_can_see_it(string attribute, MdevVerdict verdict)
    {
        var (one, other, none) = (Mdev(new MdevFact(attribute, "1")), Mdev(new MdevFact(attribute, "2")), Mdev());
        Assert.That(MdevComparison.Of(one, other).Verdict, Is.EqualTo(verdict));
        Assert.That(MdevComparison.Of(one, none).Verdict, Is.EqualTo(verdict));
        Assert.That(
            MdevComparison.Of(none, one).Differences.Single(),
            Is.EqualTo(new MdevDifference(attribute, "none", "1", verdict == MdevVerdict.Different)));
    }

    [Test]
    public void UUID_and_parent_may_differ() => Assert.That(
        MdevComparison.Of(Mdev(), Mdev() with { Uuid = OtherUuid, Parent = "0000:41:00.0" })
            is { Verdict: MdevVerdict.Compatible, Differences.Length: 2 });

    [Test]
    public void Attributes_in_another_order_are_others()
    {
        ImmutableArray<ListedAttribute> attributes = [new("assign_adapter", "5"), new("assign_domain", "4")];
        var comparison = MdevComparison.Of(Defined(attributes), Defined([.. attributes.Reverse()]));
        Assert.That(comparison.Differences, Is.EqualTo((MdevDifference[])[
            new("attributes", "assign_adapter=5, assign_domain=4", "assign_domain=4, assign_adapter=5", true)]));
        Assert.That(MdevComparison.Of(Defined([]), Mdev()).Verdict, Is.EqualTo(MdevVerdict.Same));
    }

    [Test]
    public void The_table_is_aligned()
    {
        var one = Mdev(new MdevFact("matrix", "05.0004, 05.00ab"), new MdevFact("max_instance", "2"));
        var other = Mdev(new MdevFact("matrix", "05.0004"), new MdevFact("max_instance", "4")) with { Host = "lab-host2" };
        Assert.That(MdevComparison.Of(one, other).ToText(), Is.EqualTo($"""
            mdev {Uuid} of h1 and mdev {Uuid} of lab-host2: different
            attribute     source (h1)       destination (lab-host2)  prevents the migration
            matrix        05.0004, 05.00ab  05.0004                  yes
            max_instance  2                 4                        no
            """));
        Assert.That(MdevComparison.Of(one, one).ToText(), Is.EqualTo($"mdev {Uuid} of h1 and mdev {Uuid} of h1: same"));
    }

    private static MdevSnapshot Mdev(params MdevFact[] facts) => new("h1", Uuid, "mtty", "mtty-2", [.. facts], null);

    private static MdevSnapshot Defined(ImmutableArray<ListedAttribute> attributes) =>
        Mdev() with { Definition = new ListedMdev(Uuid, "mtty-2", "mtty", MdevStart.Manual, attributes) };
}
