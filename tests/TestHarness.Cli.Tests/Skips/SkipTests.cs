using System.Text.RegularExpressions;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Tests.Skips;

/// <summary>What the tests of all projects are skipped by.</summary>
public sealed partial class SkipTests
{
    private string? _accepted;

    [SetUp]
    public void Remember() => _accepted = Environment.GetEnvironmentVariable(Skip.AcceptedVariable);

    [TearDown]
    public void Restore() => Accept(_accepted);

    [Test]
    public void A_skip_states_its_reason()
    {
        Accept(null);
        Assert.That(
            () => Skip.Unless(false, SkipReason.NoKvm, "there is no /dev/kvm"),
            Throws.TypeOf<IgnoreException>().With.Message.EqualTo("NoKvm: there is no /dev/kvm"));
    }

    [Test]
    public void A_skip_for_an_accepted_reason_is_a_skip()
    {
        Accept("NoUserfaultfd,NoKvm");
        Assert.That(() => Skip.Because(SkipReason.NoKvm, "x"), Throws.TypeOf<IgnoreException>());
    }

    [TestCase("")]
    [TestCase("NoUserfaultfd,NoKvmAtAll")]
    public void A_skip_for_another_reason_is_a_failure(string accepted)
    {
        Accept(accepted);
        Assert.That(
            () => Skip.Because(SkipReason.NoKvm, "x"),
            Throws.TypeOf<AssertionException>().With.Message.StartsWith("NoKvm: x (TESTHARNESS_TESTS_MAY_SKIP accepts no skip"));
    }

    [Test]
    public void A_test_runs_when_its_condition_holds_and_its_programs_are_there()
    {
        Skip.Unless(true, SkipReason.NoKvm, "x");
        Skip.UnlessInstalled(SkipReason.NoQemu, "sh", "/bin/sh");
    }

    [Test]
    public void A_program_that_is_absent_is_named()
    {
        Accept(null);
        Assert.That(
            () => Skip.UnlessInstalled(SkipReason.NoQemu, "sh", "no-such-program"),
            Throws.TypeOf<IgnoreException>().With.Message.EqualTo("NoQemu: there is no no-such-program"));
    }

    [Test]
    public void No_test_is_skipped_in_another_way()
    {
        var tests = Path.Combine(RunSettings.Root, "tests");
        string[] allowed =
            ["Skips/", "TestHarness.Cli.Tests/Skips/SkipTests.cs", "TestHarness.Cli.Tests/Terminals/WaysOutTests.cs"];
        var files = Directory.EnumerateFiles(tests, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(tests, file))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .Where(file => !allowed.Any(place => file.StartsWith(place, StringComparison.Ordinal)));
        var found = files.SelectMany(file => File.ReadLines(Path.Combine(tests, file))
            .Where(line => BareSkip().IsMatch(line))
            .Select(line => $"{file}: {line.Trim()}"));
        Assert.That(found, Is.Empty);
    }

    [TestCase("Assert.Ignore(\"x\")")]
    [TestCase("Assert.Inconclusive()")]
    [TestCase("Assume.That(1, Is.One)")]
    [TestCase("[Test, Explicit]")]
    [TestCase("[Ignore(\"later\")]")]
    [TestCase("[TestCase(1, IgnoreReason = \"x\")]")]
    [TestCase("[Platform(\"Win\")]")]
    [TestCase("throw new InconclusiveException(\"x\")")]
    public void Each_other_way_is_recognized(string code) => Assert.That(BareSkip().IsMatch(code));

    private static void Accept(string? reasons) => Environment.SetEnvironmentVariable(Skip.AcceptedVariable, reasons);

    [GeneratedRegex(
        @"Assert\.(Ignore|Inconclusive)|\bAssume\.|[\[ ](Explicit|Ignore|Platform)(Attribute)?\b[(\],]|IgnoreReason"
        + @"|(Ignore|Inconclusive)Exception\(|\.(Ignore|Explicit)\(")]
    private static partial Regex BareSkip();
}
