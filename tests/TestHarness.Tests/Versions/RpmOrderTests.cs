using TestHarness.Versions;

namespace TestHarness.Tests.Versions;

/// <summary>The pairs are cases of RPM's own test of its order, and pairs of packages of RHEL.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class RpmOrderTests
{
    [TestCase("1.0", "2.0")]
    [TestCase("2.0", "2.0.1")]
    [TestCase("2.0.1", "2.0.1a")]
    [TestCase("5.5p1", "5.5p2")]
    [TestCase("5.5p1", "5.5p10")]
    [TestCase("10xyz", "10.1xyz")]
    [TestCase("xyz10", "xyz10.1")]
    [TestCase("xyz.4", "8")]
    [TestCase("xyz.4", "2")]
    [TestCase("5.5p2", "5.6p1")]
    [TestCase("5.6p1", "6.5p1")]
    [TestCase("6.0", "6.0.rc1")]
    [TestCase("10a2", "10b2")]
    [TestCase("1.0a", "1.0aa")]
    [TestCase("10.0001", "10.0039")]
    [TestCase("4.999.9", "5.0")]
    [TestCase("20101121", "20101122")]
    [TestCase("1.0~rc1", "1.0")]
    [TestCase("1.0~rc1", "1.0~rc2")]
    [TestCase("1.0~rc1~git123", "1.0~rc1")]
    [TestCase("1.0", "1.0^")]
    [TestCase("1.0", "1.0^git1")]
    [TestCase("1.0^git1", "1.0^git2")]
    [TestCase("1.0^git1", "1.01")]
    [TestCase("1.0^20160101", "1.0.1")]
    [TestCase("1.0^20160101^git1", "1.0^20160102")]
    [TestCase("1.0~rc1", "1.0~rc1^git1")]
    [TestCase("1.0^git1~pre", "1.0^git1")]
    [TestCase("8.0.0-10.el9", "8.0.0-11.el9")]
    [TestCase("8.0.0-16.el9_3", "8.0.0-16.el9_3.1")]
    [TestCase("8.0.0-11.el9", "8.2.0-1.el9")]
    [TestCase("17:6.2.0-11.el9", "17:8.0.0-1.el9")]
    [TestCase("8.0.0-1.el9", "15:4.2.0-1.el8")]
    public void Orders(string older, string newer)
    {
        Assert.That(VersionOrder.Rpm.Compare(older, newer), Is.LessThan(0));
        Assert.That(VersionOrder.Rpm.Compare(newer, older), Is.GreaterThan(0));
        Assert.That(VersionOrder.Rpm.Compare(older, older), Is.Zero);
    }

    [TestCase("10.0001", "10.1")]
    [TestCase("2_0", "2.0")]
    [TestCase("a+", "a_")]
    [TestCase("+a", "_a")]
    [TestCase("+", "_")]
    [TestCase("0:1.0-1", "1.0-1")]
    public void Takes_as_equal(string one, string other)
    {
        Assert.That(VersionOrder.Rpm.Compare(one, other), Is.Zero);
        Assert.That(VersionOrder.Rpm.Compare(other, one), Is.Zero);
    }
}
