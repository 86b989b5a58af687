using TestHarness.Cli.Bench;
using TestHarness.Failures;
using TestHarness.Tests.Hosts;

namespace TestHarness.Cli.Tests.Bench;

public sealed class BenchFileTests
{
    private TemporaryDirectory _folder = null!;

    private string FullPath => _folder["bench.json"];

    [SetUp]
    public void Make() => _folder = new TemporaryDirectory();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Figures_are_read_as_they_were_written()
    {
        BenchResult[] results = [BenchResults.Of("a", 2.5), BenchResults.Of("b", 3) with { Commit = null, Accelerator = null }];

        BenchFile.Write(FullPath, results);

        Assert.That(BenchFile.Read<BenchResult>(FullPath), Is.EqualTo(results));
    }

    [Test]
    public void The_file_has_the_ratio_the_bound_and_both_medians()
    {
        BenchFile.Write(FullPath, [BenchResults.Of("a", 2.5)]);

        Assert.That(File.ReadAllText(FullPath), Is.EqualTo("""
            [
              {
                "name": "a",
                "about": "a against something",
                "bound": {
                  "limit": 1.5,
                  "isLeast": false
                },
                "measured": 2.5,
                "reference": 2,
                "unit": "s",
                "repetitions": 5,
                "ratio": 1.25,
                "date": "2026-11-26T14:00:00+00:00",
                "commit": "d2dc63c",
                "accelerator": "tcg"
              }
            ]

            """));
    }

    [Test]
    public void A_file_that_does_not_exist_has_no_figures() =>
        Assert.That(BenchFile.Read<BenchResult>(FullPath), Is.Empty);

    [TestCase("[{")]
    [TestCase("null")]
    [TestCase("""{ "name": "a" }""")]
    [TestCase("""[{ "name": "a" }]""")]
    public void Another_content_is_refused_with_the_file_and_what_to_do(string content)
    {
        File.WriteAllText(FullPath, content);

        var error = Assert.Throws<HarnessException>(() => BenchFile.Read<BenchResult>(FullPath))!;

        Assert.That(error.FailureClass, Is.EqualTo(FailureClass.Config));
        Assert.That(error.Message, Does.Contain($"{FullPath}: expected a list that 'harness bench' wrote, but "));
        Assert.That(error.Message, Does.EndWith("; remove the file"));
    }

    [Test]
    public void A_measured_figure_takes_the_place_of_its_last_one_and_the_others_stay()
    {
        BenchResult[] before = [BenchResults.Of("b", 2), BenchResults.Of("c", 2)];
        BenchResult[] measured = [BenchResults.Of("c", 3), BenchResults.Of("a", 3)];

        Assert.That(BenchFile.Merge(before, measured), Is.EqualTo(new[] { measured[1], before[0], measured[0] }));
    }
}
