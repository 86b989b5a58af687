using System.Text.RegularExpressions;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.KernelLog;
using TestHarness.Hosts;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Health.KernelLog;

[NonParallelizable]
public sealed partial class LongKernelLogTests
{
    /// <summary>$1: how many bytes; $2: the number of the error; $3: the marker. Prints records of 128 bytes.</summary>
    private const string Script =
        """
        awk -v bytes="$1" -v error="$2" -v marker="$3" 'BEGIN {
            for (i = 1; i <= bytes / 128; i++)
                if (i % error) printf "6,%d,%d,-;%-110s\n", i, i, "virtio_net virtio0 eth0: a message of usual length, number " i
                else printf "3,%d,%d,-;%-110s\n", i, i, "I/O error, dev sdc, sector " i " op 0x1:(WRITE) flags 0x0"
            printf "15,%d,%d,-;%s\n", i, i, marker
        }'
        """;

    [Test]
    public async Task A_log_of_24_MiB_is_judged_without_memory_for_each_record()
    {
        await using var host = new LongLogHost(24 << 20, 150_000);
        var watch = await HostWatch.StartAsync(host, AllowList.Empty);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var report = await watch.CheckAsync();
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.That(report.NotChecked.Select(check => check.Check), Has.None.EqualTo(HealthCheck.HostKernelLog));
        Assert.That(report.Findings.Single().Message, Does.Contain("I/O error, dev sdc, sector 150000"));
        Assert.That(allocated, Is.LessThan(16L << 20));
        Assert.That(watch.Records.LeftOut, Is.GreaterThan(150_000));
    }

    [Test]
    public void The_errors_of_a_flooded_log_are_counted_and_not_kept()
    {
        const int Errors = 10_000;
        var judgment = new KernelLogJudge(AllowList.Empty).Begin(KernelLogOwner.Host, "host1");

        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Errors; i++)
            judgment.Take(
                new KernelLogLine(i, 0, 3, TimeSpan.FromMilliseconds(i), $"I/O error, dev sdc, sector {i} op 0x1:(WRITE)"),
                mayMatch: true);
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.That(kept, Is.LessThan(512 << 10));
        Assert.That(judgment.Findings.Single().Message, Does.StartWith($"{Errors} records of sdc in 10.0 s"));
    }

    [Test]
    public void Errors_that_belong_to_none_of_the_first_incidents_are_counted()
    {
        var log = string.Join('\n', Enumerable.Range(0, Incidents.Most + 50).Select(i => $"<3>error {new string('x', i + 1)}"));

        var findings = PrintedLog.Judge($"{log}\n<2>worse").Findings;

        Assert.That(findings, Has.Length.EqualTo(Incidents.Most + 1));
        Assert.That(findings[^1].Message, Does.StartWith("51 more records").And.EndWith("<2> worse"));
        Assert.That(findings[^1].Severity, Is.EqualTo(HealthSeverity.Critical));
    }

    [Test]
    public void Accepted_records_beyond_those_that_are_shown_are_counted()
    {
        var allowList = new AllowList(
            [new AllowEntry(AllowEntry.ParsePattern("."), "known", DateOnly.MaxValue)], TimeProvider.System);
        var log = string.Join('\n', Enumerable.Repeat("<3>error", AllowedFindings.Most + 50));

        var report = PrintedLog.Judge(new KernelLogJudge(allowList), PrintedLog.Read(log));
        var allowed = new AllowedFindings();
        allowed.Add(report);

        Assert.That(report.Allowed, Has.Length.EqualTo(AllowedFindings.Most + 1));
        Assert.That(allowed.Describe(), Does.StartWith("allowed: 1050 findings: 1050 × "));
        Assert.That(allowed.List(), Does.EndWith("… and 50 more\n"));
    }

    /// <summary>This machine with a kernel log that a real shell prints.</summary>
    private sealed partial class LongLogHost(int bytes, int error) : HostDecorator(new LocalHost("here"))
    {
        private bool _isMarked;

        public override Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default)
        {
            if (command.Arguments.Select(word => Marker().Match(word)).FirstOrDefault(match => match.Success) is not { } marker)
                return base.RunAsync(command, cancellationToken);

            var printed = Command.Shell(Script, $"{(_isMarked ? bytes : 0)}", $"{error}", marker.Groups[1].Value);
            _isMarked = true;
            return base.RunAsync(
                command.StandardOutput is { } output ? printed.WithStandardOutput(output) : printed, cancellationToken);
        }

        [GeneratedRegex($"echo '<7>({KernelLogScript.MarkerPrefix} [0-9a-f]+)'")]
        private static partial Regex Marker();
    }
}
