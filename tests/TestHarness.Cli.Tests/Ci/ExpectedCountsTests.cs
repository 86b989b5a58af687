using System.Collections.Immutable;
using TestHarness.Cli.Ci;

namespace TestHarness.Cli.Tests.Ci;

public sealed class ExpectedCountsTests
{
    private static readonly ExpectedCounts Expected = ExpectedCounts.Parse("""
        # a comment

        lab-tests A.Tests 1
        tests     A.Tests 3 NoKvm=1
        """);

    [Test]
    public void Results_as_expected_have_no_difference() =>
        Assert.That(Differences(Results("A.Tests", Passed, Passed, Skipped("NoKvm: there is no /dev/kvm"))), Is.Empty);

    [Test]
    public void A_machine_that_skips_fewer_tests_has_no_difference() =>
        Assert.That(Differences(Results("A.Tests", Passed, Passed, Passed)), Is.Empty);

    [Test]
    public void A_failed_test_is_not_a_difference_as_it_is_counted_itself() =>
        Assert.That(Differences(Results("A.Tests", Passed, Passed, Passed with { Kind = OutcomeKind.Failed })), Is.Empty);

    [Test]
    public void A_test_that_disappeared_is_a_difference() => Assert.That(
        Differences(Results("A.Tests", Passed, Passed)),
        Is.EqualTo(new[] { "tests: A.Tests has 2 results, expected 3: tests disappeared" }));

    [Test]
    public void A_test_that_appeared_is_a_difference() => Assert.That(
        Differences(Results("A.Tests", Passed, Passed, Passed, Passed)),
        Is.EqualTo(new[] { "tests: A.Tests has 4 results, expected 3: tests appeared" }));

    [Test]
    public void A_project_without_results_is_a_difference() => Assert.That(
        Differences(),
        Is.EqualTo(new[] { "tests: A.Tests left no results, expected 3: the project did not run, or it crashed" }));

    [Test]
    public void A_project_without_tests_is_a_difference() => Assert.That(
        Differences(Results("A.Tests")),
        Is.EqualTo(new[] { "tests: A.Tests has 0 results, expected 3: tests disappeared" }));

    [Test]
    public void A_project_that_is_not_expected_is_a_difference() => Assert.That(
        Differences(Results("A.Tests", Passed, Passed, Passed), Results("B.Tests", Passed)),
        Is.EqualTo(new[] { "tests: B.Tests has 1 results, but is not in .ci/expected" }));

    [Test]
    public void A_project_of_which_the_filter_selects_no_test_is_not_expected()
    {
        ProjectResults[] results = [Results("A.Tests", Passed, Passed, Passed), Results("B.Tests")];

        Assert.That(Differences(results), Is.Empty);
        Assert.That(Expected.With(results).Counts.Select(count => count.Project), Is.All.EqualTo("A.Tests"));
    }

    [Test]
    public void A_part_that_is_not_expected_is_a_difference() =>
        Assert.That(Expected.Differences("scenarios", []), Is.EqualTo(new[] { "scenarios: no project is expected" }));

    [Test]
    public void A_known_issue_needs_no_count_as_its_own_file_accepts_it()
    {
        var results = Results("A.Tests", Passed, Skipped("known: bug 42"), Skipped("known: bug 43"));
        Assert.That(Differences(results), Is.Empty);
        Assert.That($"{Expected.With([results])}", Does.Not.Contain("known="));
    }

    [TestCase("NoKvm: x", "NoKvm: x", "tests: A.Tests skipped 2 tests for NoKvm, expected at most 1: first, second: NoKvm: x")]
    [TestCase("NoKvm: x", "NoQemu: y", "tests: A.Tests skipped 1 tests for NoQemu, expected at most 0: second: NoQemu: y")]
    [TestCase("NoKvm: x", "later", "tests: A.Tests skipped 1 tests for Unstated, expected at most 0: second: later")]
    public void A_skip_that_is_not_accepted_is_a_difference(string first, string second, string difference) => Assert.That(
        Differences(Results("A.Tests", Passed, Skipped(first) with { Name = "first" }, Skipped(second) with { Name = "second" })),
        Is.EqualTo(new[] { difference }));

    [TestCase("needs vhba on a host, environment 'local' has it on 0", TestOutcome.NotOffered)]
    [TestCase("OneTimeSetUp: NoQemu: there is no qemu-system-x86_64", "NoQemu")]
    [TestCase("a text: of another kind", TestOutcome.Unstated)]
    [TestCase("", TestOutcome.Unstated)]
    public void A_skip_has_the_reason_that_its_message_starts_with(string message, string reason) =>
        Assert.That(Skipped(message).SkipReason, Is.EqualTo(reason));

    [Test]
    public void The_file_is_updated_to_what_was_found_and_keeps_the_limits_of_skips()
    {
        var updated = Expected.With(
            [Results("A.Tests", Passed, Passed, Passed, Passed), Results("B.Tests", Passed, Skipped("NoLab: x"))]);

        var lines = updated.ToString().Split('\n').Where(line => line.Length > 0 && line[0] != '#');
        Assert.That(lines, Is.EqualTo(new[] { "lab-tests A.Tests 1", "tests A.Tests 4 NoKvm=1", "tests B.Tests 2 NoLab=1" }));
        Assert.That(ExpectedCounts.Parse(updated.ToString()).ToString(), Is.EqualTo(updated.ToString()));
    }

    [TestCase("tests A.Tests")]
    [TestCase("tests A.Tests 0")]
    [TestCase("tests A.Tests many")]
    [TestCase("tests A.Tests 3 NoKvm")]
    [TestCase("tests A.Tests 3 NoKvm=-1")]
    public void A_malformed_line_is_refused(string line) =>
        Assert.That(() => ExpectedCounts.Parse(line), Throws.TypeOf<BadInputException>().With.Message.Contains($"'{line}'"));

    [Test]
    public void A_run_with_a_problem_has_a_failure_in_its_totals()
    {
        var good = new CiVerdict([Results("A.Tests", Passed, Skipped("NoKvm: x"))], []);
        Assert.That((good.Totals, good.IsGood), Is.EqualTo(("1 passed, 0 failed, 1 skipped", true)));
        var bad = good with { Problems = ["tests: killed"] };
        Assert.That((bad.Totals, bad.IsGood), Is.EqualTo(("1 passed, 1 failed, 1 skipped", false)));
        Assert.That(new CiVerdict([], []).IsGood, Is.False);
    }

    private static TestOutcome Passed => new("test", OutcomeKind.Passed, "");

    private static TestOutcome Skipped(string message) => new("test", OutcomeKind.Skipped, message);

    private static ProjectResults Results(string project, params ImmutableArray<TestOutcome> tests) =>
        new("tests", project, tests);

    private static string[] Differences(params ProjectResults[] results) => [.. Expected.Differences("tests", results)];
}
