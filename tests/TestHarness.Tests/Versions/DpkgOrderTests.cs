using TestHarness.Hosts;
using TestHarness.Versions;

namespace TestHarness.Tests.Versions;

/// <summary>The pairs are cases of dpkg's own test of its order, and pairs of packages of Debian.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class DpkgOrderTests
{
    private static readonly (string Older, string Newer)[] Pairs =
    [
        ("0-0", "1:0-0"), ("1:2-3", "2:2-3"), ("1-1", "2-1"), ("1-1", "1-2"), ("0.a-0", "0.b-0"), ("0-a", "0-b"),
        ("1.0~rc1", "1.0"), ("1.0~~", "1.0~"), ("1.0~", "1.0"), ("1.0~~a", "1.0~"), ("1.0", "1.0a"), ("1.0a", "1.0+"),
        ("1.0a", "1.0."), ("1.0Z", "1.0a"), ("1.9", "1.10"), ("1.0-1", "1.0-1.1"), ("1.0-1", "1.0-1+b1"),
        ("1.0-1~bpo12+1", "1.0-1"), ("1:7.2+dfsg-7+deb12u9", "1:7.2+dfsg-7+deb12u18"),
        ("1:7.2+dfsg-7+deb12u18+b3", "1:10.0.13+ds-0+deb13u1"), ("2022.11-6", "2022.11-6+deb12u2"), ("6.1.0-21", "6.1.0-22"),
        ("7.2+dfsg", "7.2.5"), ("1.0", "1.0.0"), ("0.9", "0.10~"), ("9:8", "10:7"), ("1-1-1", "1-2-1"), ("1", "1-1"),
    ];

    private static readonly (string One, string Other)[] Same =
    [
        ("0-00", "00-0"), ("1:2-3", "1:2-3"), ("0", "0:0"), ("1.0", "1.00"), ("1.a", "1.a0"), ("1.0", "1.0-0"),
    ];

    [TestCaseSource(nameof(OlderCases))]
    public void Orders(string older, string newer)
    {
        Assert.That(VersionOrder.Dpkg.Compare(older, newer), Is.LessThan(0));
        Assert.That(VersionOrder.Dpkg.Compare(newer, older), Is.GreaterThan(0));
    }

    [TestCaseSource(nameof(SameCases))]
    public void Takes_as_equal(string one, string other) => Assert.That(VersionOrder.Dpkg.Compare(one, other), Is.Zero);

    [Test]
    public async Task Dpkg_says_the_same()
    {
        Skip.UnlessInstalled(SkipReason.NoDpkg, "dpkg");
        await using var host = new LocalHost("local");
        var older = Pairs.Select(pair => $"{pair.Older} lt {pair.Newer}");
        var same = Same.Select(pair => $"{pair.One} eq {pair.Other}");
        const string Script = """
            for pair; do set -- $pair; dpkg --compare-versions "$1" "$2" "$3" || echo "$pair"; done
            """;

        var wrong = await host.RunAsync(Command.Shell(Script, [.. older, .. same]));

        Assert.That(wrong.StandardOutput, Is.Empty);
    }

    private static IEnumerable<TestCaseData> OlderCases() => Pairs.Select(pair => new TestCaseData(pair.Older, pair.Newer));

    private static IEnumerable<TestCaseData> SameCases() => Same.Select(pair => new TestCaseData(pair.One, pair.Other));
}
