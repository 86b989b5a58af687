using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.Progress;
using TestHarness.Labs.Nics;
using TestHarness.Migration;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp.Block;

namespace TestHarness.Labs;

public sealed partial class GuestUnderTest
{
    /// <summary>An incoming QEMU for this guest.</summary>
    public async Task<QemuMachine> StartDestinationAsync(GuestPlace place, CancellationToken cancellationToken = default)
    {
        await MatchMdevAsync(place, cancellationToken);
        if (Nics is not null)
            await Nics.PrepareAsync(place.Host, cancellationToken);
        return await _lab.StartMachineAsync(
            place,
            $"{_name}-{++_machines} on {place.Name}",
            _recipe,
            incoming: true,
            Devices(place, Nics, true),
            cancellationToken: cancellationToken);
    }

    /// <summary>One whole leg: a fresh incoming QEMU, the migration, and every check after it.</summary>
    /// <exception cref="HarnessException">The migration did not complete, or something was not well afterwards.</exception>
    public Task MigrateAsync(GuestPlace destination, MigrationOptions options, CancellationToken cancellationToken = default) =>
        PingPongAsync(1, Place, destination, options, cancellationToken);

    /// <summary>
    /// So many legs, each to the other of two places; the next destination starts while the checks after a leg run, unless its disk is
    /// the source's until that has ended.
    /// </summary>
    public async Task PingPongAsync(
        int legs, GuestPlace one, GuestPlace other, MigrationOptions options, CancellationToken cancellationToken = default)
    {
        RequireLegsBetween(one, other);
        try
        {
            await MakeLegsAsync(legs, one, other, options, Nics?.Policy ?? HotAddPolicy.Fail, cancellationToken);
        }
        catch (HarnessException failure) when (failure.FailureClass != FailureClass.Ssh)
        {
            var cause = await _lab.ExplainAsync(failure);
            if (cause == failure)
                throw;
            throw cause;
        }
    }

    /// <param name="policy">The action when a VF does not serve the guest after a leg.</param>
    private async Task MakeLegsAsync(
        int legs,
        GuestPlace one,
        GuestPlace other,
        MigrationOptions options,
        HotAddPolicy policy,
        CancellationToken cancellationToken)
    {
        Task<QemuMachine>? ahead = null;
        try
        {
            for (var leg = 1; leg <= legs; leg++)
            {
                (var started, ahead) = (ahead, null);
                var (left, destination) = (Place, Place.Name == one.Name ? other : one);
                var move = _recipe is LibvirtGuest libvirt
                    ? await MoveByLibvirtAsync(libvirt, destination, options, cancellationToken)
                    : await MoveAsync(started, destination, options, cancellationToken);
                var canWait = _recipe is QemuGuest && left.IsReleasedAtSwitchover && Nics is null;
                ahead = leg < legs && canWait ? StartDestinationAsync(left, cancellationToken) : null;
                await CheckAsync(move, policy, cancellationToken);
                await FollowPolicyAsync(left, policy, options, cancellationToken);
            }
        }
        finally
        {
            await DiscardAsync(ahead);
        }
    }

    /// <summary>Ends an incoming QEMU whose leg does not come: the leg before has failed, and that failure is reported.</summary>
    private static async Task DiscardAsync(Task<QemuMachine>? ahead)
    {
        if (ahead is null)
            return;
        await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ahead.IsCompletedSuccessfully)
            await ((Task)ahead.Result.StopAsync()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Starts a migration and leaves its end to the caller, for scenarios that cancel it or kill its destination.</summary>
    public async Task<GuestMigration> StartMigrationAsync(
        QemuMachine destination, GuestPlace place, MigrationOptions options, CancellationToken cancellationToken = default)
    {
        RequireNoMigration();
        _lab.Record(MigrationByHand.Steps(Guest.Machine, destination, options).AsSpan());
        Meter?.Attach(destination.Qmp);
        return _started = await GuestMigration.StartAsync(
            Guest, destination, options, Lab.Route(Place.Host, place.Host), cancellationToken);
    }

    /// <summary>Ends a migration that does not complete, and its destination; the guest stays where it is.</summary>
    public async Task<LegResult> AbandonAsync(GuestMigration migration, Func<LiveMigration, Task<LegResult>> end)
    {
        var result = await end(migration.Live);
        await migration.DisposeAsync();
        await migration.Destination.StopAsync();
        _expectedComplaint = migration.Source.StandardError;
        return result;
    }

    /// <param name="started">The incoming QEMU, where it was started ahead.</param>
    private async Task<Move> MoveAsync(
        Task<QemuMachine>? started, GuestPlace destination, MigrationOptions options, CancellationToken cancellationToken)
    {
        var machine = await (started ?? StartDestinationAsync(destination, cancellationToken));
        await LeaveVfsAsync(machine, cancellationToken);
        if (Echo is not null)
            await Echo.PauseAsync(cancellationToken);
        try
        {
            return await MoveAtRestAsync(machine, destination, options, cancellationToken);
        }
        catch (HarnessException) when (Echo is not null)
        {
            // The guest is on the source still, or lost: then the failure of the leg says so.
            await ((Task)Echo.ResumeAsync(cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    /// <summary>Migrates a guest whose devices are ready to leave.</summary>
    private async Task<Move> MoveAtRestAsync(
        QemuMachine machine, GuestPlace destination, MigrationOptions options, CancellationToken cancellationToken)
    {
        var since = Guest.Machine.Qmp.Events.Position;
        var migration = await StartMigrationAsync(machine, destination, options, cancellationToken);
        try
        {
            _lab.Progress($"leg {Legs.Length + 1}: {migration.Source.Name} to {machine.Name}, {options}");
            var progress = new LegProgress(_lab.Progress, Legs.Length + 1);
            var result = (await CompleteAsync(migration, since, progress, cancellationToken)).OrThrow();
            return new Move(migration, destination, result, progress.Sent);
        }
        catch
        {
            await migration.DisposeAsync();
            throw;
        }
    }

    private async Task<Move> MoveByLibvirtAsync(
        LibvirtGuest recipe, GuestPlace destination, MigrationOptions options, CancellationToken cancellationToken)
    {
        var name = $"{_name}-{++_machines} on {destination.Name}";
        _lab.Progress($"leg {Legs.Length + 1}: {Guest.Machine.Name} to {name} by virsh migrate, {options}");
        var progress = new LegProgress(_lab.Progress, Legs.Length + 1);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var swap = Nics?.SwitchOverAsync(Guest.Machine, Guest.Machine.Qmp.Events.Position, over.Token) ?? Task.CompletedTask;
        try
        {
            var migration = await _lab.MigrateDomainAsync(
                Guest, Place, destination, name, recipe, options, qmp => Meter?.Attach(qmp), progress, cancellationToken);
            await swap;
            return new Move(migration, destination, migration.Result, progress.Sent);
        }
        finally
        {
            await over.CancelAsync();
            await swap.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Makes all checks of a leg side by side, and reports them together.</summary>
    private async Task CheckAsync(Move move, HotAddPolicy policy, CancellationToken cancellationToken)
    {
        var (source, arrived, left) = (move.Migration.Source, move.Migration.Destination, Place);
        var (stats, complaint) = (_blockStats, _expectedComplaint);
        move.Migration.Arrive();
        await move.Migration.DisposeAsync();
        (Place, _blockStats, _expectedComplaint) = (move.Destination, [], "");

        var paused = PauseLoadAsync(cancellationToken);
        Task<HealthReport>[] beforeTheSourceEnds =
        [
            CheckLeftAsync(source, stats, cancellationToken),
            SingleWriter.CheckAsync(source, left.Disk, arrived, Place.Disk, cancellationToken),
            _lab.CheckDisksAsync(left, Place, cancellationToken),
            CheckMdevAsync(move.Result, cancellationToken),
        ];
        var end = CheckEndAsync(source, left, complaint, beforeTheSourceEnds, cancellationToken);
        var arrival = Nics?.ArriveAsync(move.Migration, cancellationToken) ?? Task.FromResult(HealthReport.Clean);
        Task<HealthReport>[] checks =
        [
            .. beforeTheSourceEnds,
            CheckHealthAsync(cancellationToken),
            arrival,
            RequireVfsAsync(policy, arrival),
            end,
        ];
        await ReportAsync(move, checks, CheckDataAsync(move.Result, paused, end, cancellationToken), cancellationToken);
    }

    private Task<HealthReport> CheckLeftAsync(
        QemuMachine source, ImmutableArray<BlockStats> stats, CancellationToken cancellationToken) =>
        _recipe is LibvirtGuest
            ? Task.FromResult(HealthReport.Inapplicable(
                HealthCheck.BlockStatistics, source.Name, "libvirt ends the source's QEMU in the migration"))
            : MachineCheck.BlockDevicesAsync(source.Qmp, stats, cancellationToken);

    /// <summary>Ends the source; only then is the guest's answer read to its end.</summary>
    private async Task<HealthReport> CheckEndAsync(
        QemuMachine source, GuestPlace left, string complaint, Task<HealthReport>[] before, CancellationToken cancellationToken)
    {
        await ((Task)Task.WhenAll(before)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var end = await source.StopAsync();
        if (Echo is not null)
            await Echo.ResumeAsync(cancellationToken);
        return MachineCheck.Ended(source.Name, end, complaint, left.Mdev is null ? null : IsKnownOfMtty);
    }

    /// <summary>Adds the leg to <see cref="Legs"/> once every check has ended, and fails when one found something.</summary>
    /// <exception cref="HarnessException">
    /// Of the class of the first check that failed by itself, for example data; else guest-health. The message has all findings.
    /// </exception>
    private async Task ReportAsync(
        Move move, Task<HealthReport>[] checks, Task<LegData> data, CancellationToken cancellationToken)
    {
        await ((Task)Task.WhenAll([.. checks, data])).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var health = HealthReport.Combine(checks.Where(check => check.IsCompletedSuccessfully).Select(check => check.Result));
        // The hosts' kernels may log the crash of a QEMU late.
        if (health.Findings.Any(finding => finding.Check == HealthCheck.QemuExitCode))
            health = HealthReport.Combine(health, await _lab.CheckHostsAsync(cancellationToken));
        if (Nics is not null)
            await Nics.ReleaseOtherAsync(cancellationToken);

        var report = new LegReport(
            Legs.Length + 1, move.Result, health, data.IsCompletedSuccessfully ? data.Result : LegData.Unknown, move.Sent);
        Legs = Legs.Add(report);
        _lab.Unmade.Add(health);
        _lab.Progress(Line(report));
        var when = $"after leg {report.Number} ({move.Migration.Source.Name} to {move.Migration.Destination.Name})";
        await ThrowIfFailedAsync($"{when}: ", when, health, [.. checks, data]);
        health.ThrowIfUnhealthy(when);
    }

    /// <summary>Throws the failure of a check, with the findings of the other checks: the cause may be among them.</summary>
    private static async Task ThrowIfFailedAsync(string prefix, string when, HealthReport health, IEnumerable<Task> checks)
    {
        try
        {
            foreach (var check in checks)
                await check;
        }
        catch (HarnessException failure)
        {
            var rest = health.Findings.IsEmpty ? "" : $"\n{health.Describe(when)}";
            throw new HarnessException(failure.FailureClass, $"{prefix}{failure.Detail}{rest}", failure);
        }
    }

    /// <summary>A guest that has arrived, before anything was checked.</summary>
    private sealed record Move(GuestMove Migration, GuestPlace Destination, LegResult Result, ImmutableArray<ProgressSample> Sent);
}
