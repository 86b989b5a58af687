using System.Collections.Immutable;
using TestHarness.Reports.Records;

namespace TestHarness.Reports.Tests.Support;

/// <summary>Lines of a made-up run.</summary>
internal static class SyntheticRun
{
    public static readonly DateTimeOffset Started = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static RunLine Run(string id = "20260102-030405", params ImmutableArray<PlannedScenario> planned) => new()
    {
        Id = id,
        Started = Started,
        Environment = "virtual-lab",
        Harness = "0.1.0",
        Scenarios = planned,
    };

    public static HostsLine Hosts(string qemu = "10.0.2") => new()
    {
        Hosts = [.. new[] { "host1", "host2" }.Select(name => new HostRecord(name, "Linux 6.12.41", "8 × EPYC 9654")
        {
            Qemu = qemu, Accelerator = "kvm", MachineType = "pc-q35-10.0", Libvirt = "11.3.0",
        })],
        GuestImage = "built of Debian packages",
    };

    public static EndLine End() => new() { Finished = Started.AddMinutes(12), ExitCode = 1 };

    /// <summary>Returns a scenario with steps, two legs and their samples; every seventh one failed.</summary>
    public static ScenarioLine Scenario(int number, ScenarioOutcome? outcome = null) => new()
    {
        Place = $"features/migration/feature_{number / 20:000}.feature:{(number % 20 * 9) + 3}",
        Feature = $"Feature {number / 20}",
        Title = $"A guest survives ping-pong migration, example {number}",
        Tags = ["migration", $"bug:{2227118 + number}", "hosts:2"],
        Hosts = ["host1", "host2"],
        Outcome = outcome ?? (number % 7 == 6 ? ScenarioOutcome.Failed : ScenarioOutcome.Passed),
        Message = (outcome ?? ScenarioOutcome.Passed) == ScenarioOutcome.Failed || (outcome is null && number % 7 == 6)
            ? "[data] expected what the guest wrote on host2, found 3 lost blocks\nblock 17: expected stamp 4, found 3"
            : null,
        FailureClass = number % 7 == 6 ? "data" : null,
        Started = Started.AddSeconds(number),
        Seconds = 31.5,
        Steps =
        [
            .. Enumerable.Range(1, 8).Select(line => new StepRecord(
                line == 1 ? "Given" : "And", $"the guest does thing {line} on the LUN", line + 3, "passed", 0.75)),
        ],
        Legs = [Leg(1, 42.5 + number), Leg(2, 61)],
        Written = Series(40),
        Findings =
        [
            new FindingRecord("guest kernel log", "guest", "warning", "clocksource: watchdog was held up", "slow lab", 2),
        ],
        Allowed = 2,
        NotChecked = [new UnmadeRecord("host kernel log", "host2", "there is no /dev/kmsg")],
        Evidence = $"../../evidence/20260102-030405/scenario-{number}",
    };

    public static LegRecord Leg(int number, double? downtime, double throughput = 940) => new()
    {
        Number = number,
        From = number % 2 == 1 ? "host1" : "host2",
        To = number % 2 == 1 ? "host2" : "host1",
        DowntimeMs = downtime,
        TotalMs = 2310,
        TransferredBytes = 268435456,
        ThroughputMbps = throughput,
        StallMs = 80,
        Compared = "64 blocks, 64 MiB",
        ChecksMade = ["data", "guest kernel log"],
        NotChecked = [new UnmadeRecord("host kernel log", "host2", "there is no /dev/kmsg")],
        Sent = Series(20),
    };

    private static SeriesRecord Series(int count) =>
        new(Started, [.. Enumerable.Range(0, count).Select(i => new SampleRecord(i * 100, i * 8L << 20))]);
}
