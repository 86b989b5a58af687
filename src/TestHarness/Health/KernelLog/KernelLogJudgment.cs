using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Failures;

namespace TestHarness.Health.KernelLog;

/// <summary>
/// The judgment of one reading, made while its records come. Its size is limited, however long the log is. It does not change its
/// judge until the judge accepts the reading, because an attempt to read may fail and be repeated.
/// </summary>
public sealed class KernelLogJudgment
{
    private readonly AllowList _allowList;
    private readonly ExpectedPathLoss? _pathLoss;
    private readonly (HealthCheck Check, KernelLogOwner Owner, string Where) _log;
    private readonly AllowedRecords _allowed = new();
    private readonly Incidents _incidents = new();

    /// <param name="attached">A copy that belongs to this judgment.</param>
    internal KernelLogJudgment(
        AllowList allowList,
        AttachedUnits attached,
        ExpectedPathLoss? pathLoss,
        (HealthCheck Check, KernelLogOwner Owner, string Where) log) =>
        (_allowList, Attached, _pathLoss, _log) = (allowList, attached, pathLoss, log);

    /// <summary>The units that were attached up to the last record.</summary>
    internal AttachedUnits Attached { get; }

    /// <summary>Whether a record reports the loss of a path that the scenario expects.</summary>
    internal bool SeesPathLoss { get; private set; }

    internal ImmutableArray<AllowedFinding> Allowed => _allowed.ToFindings();

    internal IEnumerable<HealthFinding> Findings =>
        _incidents.Build().Select(incident => Report(incident.Severity, $"{incident}"))
            .Concat(_incidents.Rest is { } rest ? [Report(rest.Severity, Incidents.DescribeRest(rest))] : []);

    /// <summary>Takes the next record.</summary>
    /// <param name="mayMatch">Whether a rule may match the line.</param>
    internal void Take(in KernelLogLine line, bool mayMatch)
    {
        if (AttachedUnits.MayConcern(line.Text) || KernelLogJudge.IsError(line, mayMatch))
            Take(line.ToRecord());
    }

    private void Take(KernelLogRecord record)
    {
        if (Attached.IsAttentionAfterAttach(record) || KernelLogJudge.Judge(record) is not { } found)
            return;

        var (applies, expired) = _allowList.Find(record, _log.Owner);
        // The expectation comes first: a loss that the allow list accepts too has been seen.
        if (_pathLoss is not null && ExpectedPathLoss.Accepts(found))
            Expect(found);
        else if (applies is not null)
            _allowed.Add(applies.Reason, applies.Expires, () => Report(found.Severity, $"{found}"));
        else
            _incidents.Add(found with { Note = expired?.ExpiryNote() });
    }

    private void Expect(KernelLogFinding found)
    {
        SeesPathLoss |= found.PathLoss == PathLossRole.Loss;
        _allowed.Add(ExpectedPathLoss.Reason, expires: null, () => Report(found.Severity, $"{found}"));
    }

    private HealthFinding Report(HealthSeverity severity, string message) => new(_log.Check, _log.Where, severity, message);
}
