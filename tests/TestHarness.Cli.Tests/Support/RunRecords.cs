using TestHarness.Reports.Records;
using TestHarness.Texts;

namespace TestHarness.Cli.Tests.Support;

/// <summary>Records of made-up runs in the reports of a <see cref="HarnessProcess"/>.</summary>
internal static class RunRecords
{
    private static readonly DateTimeOffset Started = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>Writes a record.</summary>
    public static void Write(string reports, string id, IEnumerable<ScenarioLine> scenarios)
    {
        using var writer = new RecordWriter(Path.Combine(reports, "runs", id), TextOutlet.WithoutSecrets);
        writer.Write(new RunLine { Id = id, Started = Started, Environment = "local", Harness = "0.1.0" });
        foreach (var scenario in scenarios)
            writer.Write(scenario);
        writer.Write(new EndLine { Finished = Started.AddMinutes(5), ExitCode = 0 });
    }

    /// <summary>Returns a scenario with legs of these downtimes.</summary>
    public static ScenarioLine Scenario(int number, bool isFailed, params double[] downtimes) => new()
    {
        Place = $"features/a.feature:{number + 3}",
        Feature = "A feature",
        Title = $"Scenario {number}",
        Outcome = isFailed ? ScenarioOutcome.Failed : ScenarioOutcome.Passed,
        Message = isFailed ? "[data] expected all blocks\nblock 3 is lost" : null,
        Started = Started,
        Seconds = 20,
        Steps = [.. Enumerable.Range(1, 10).Select(line => new StepRecord("And", $"the guest does {line}", line, "passed", 1))],
        Legs =
        [
            .. downtimes.Select((downtime, index) => new LegRecord
            {
                Number = index + 1,
                From = "host1",
                To = "host2",
                DowntimeMs = downtime,
                TotalMs = 2000,
                ThroughputMbps = 900,
                Sent = new SeriesRecord(Started, [.. Enumerable.Range(0, 20).Select(i => new SampleRecord(i * 100, i << 20))]),
            }),
        ],
    };
}
