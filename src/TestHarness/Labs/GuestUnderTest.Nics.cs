using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Labs.Nics;
using TestHarness.Migration;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Labs;

public sealed partial class GuestUnderTest
{
    /// <summary>Those with VFs; null where it has none.</summary>
    public GuestNics? Nics { get; }

    /// <summary>The policies for VFs that were followed after legs, with the reasons.</summary>
    private ImmutableArray<string> _decisions = [];

    /// <summary>Configures the guest's network for them.</summary>
    public Task SetUpNicsAsync(CancellationToken cancellationToken = default) => Nics?.SetUpAsync(Guest, cancellationToken) ?? Task.CompletedTask;

    /// <summary>
    /// Waits until every VF is the active one, pings the guest, from another host where there is one, and looks at the VFs' counters.
    /// </summary>
    /// <returns>What was counted, in words.</returns>
    /// <exception cref="HarnessException">
    /// Class guest-health: a VF does not carry the guest's traffic. Class config: the guest has no VF.
    /// </exception>
    public async Task<string> CheckVfTrafficAsync(CancellationToken cancellationToken = default)
    {
        var nics = Nics ?? throw new HarnessException(FailureClass.Config, "the guest of this scenario has no VF");
        var vfs = await nics.AwaitVfsAsync(Guest, cancellationToken);
        if (vfs.FirstOrDefault(vf => !vf.Serves) is { } unserved)
            throw new HarnessException(FailureClass.GuestHealth, $"{unserved}");
        var prober = _lab.Hosts.FirstOrDefault(host => host != Place.Host) ?? Place.Host;
        return await VfTraffic.CheckAsync(nics, Guest, prober.Host, _lab.Environment.Timeouts.Command, cancellationToken);
    }

    internal static IEnumerable<QemuOption> Devices(GuestPlace place, GuestNics? nics, bool incoming) =>
    [
        .. place.Mdev is { } mdev ? [Passed(mdev)] : Array.Empty<QemuOption>(),
        .. nics is AssignedNics assigned ? assigned.Options(incoming) : [],
    ];

    /// <summary>A migration for which the guest does not let its VFs go is not begun; its destination is ended.</summary>
    private async Task LeaveVfsAsync(QemuMachine destination, CancellationToken cancellationToken)
    {
        if (Nics is null)
            return;

        try
        {
            await Nics.LeaveAsync(Guest, cancellationToken);
        }
        catch (HarnessException)
        {
            await destination.StopAsync();
            await Nics.ReleaseOtherAsync(cancellationToken);
            throw;
        }
    }

    /// <summary>To the end of a migration, of which the swap of VFs is a part: one that hangs is cancelled.</summary>
    private async Task<LegResult> CompleteAsync(
        GuestMigration migration, long since, IProgress<MigrationInfo> progress, CancellationToken cancellationToken)
    {
        if (Nics is null)
            return await migration.CompleteAsync(progress, cancellationToken);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var swap = Nics.SwitchOverAsync(migration.Source, since, over.Token);
        var end = migration.CompleteAsync(progress, cancellationToken);
        try
        {
            if (await Task.WhenAny(swap, end) == swap && swap.IsFaulted)
                await migration.Source.Qmp.MigrateCancelAsync(cancellationToken);
            var result = await end;
            return result.Status == MigrationStatus.Completed
                ? result
                : await StayAsync(Nics, migration, result, swap, cancellationToken);
        }
        finally
        {
            await over.CancelAsync();
            await ((Task)Task.WhenAll(swap, end)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Gives the guest its VFs of the source again, after a migration that did not complete.</summary>
    /// <param name="swap">Ends with the reason where the VFs kept the migration from its end.</param>
    private async Task<LegResult> StayAsync(
        GuestNics nics, GuestMigration migration, LegResult result, Task swap, CancellationToken cancellationToken)
    {
        await AbandonAsync(migration, _ => Task.FromResult(result));
        await nics.StayAsync(Guest, cancellationToken);
        await nics.ReleaseOtherAsync(cancellationToken);
        return swap.IsFaulted ? result with { Error = (swap.Exception.InnerException as HarnessException)?.Detail } : result;
    }

    /// <summary>Fails when a VF does not serve the guest after a leg and the policy is to fail.</summary>
    /// <param name="arrival">The arrival of the guest's NICs; its own failure is reported by itself.</param>
    private async Task<HealthReport> RequireVfsAsync(HotAddPolicy policy, Task arrival)
    {
        await arrival.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return arrival.IsCompletedSuccessfully && policy == HotAddPolicy.Fail && Nics?.WithoutVf.FirstOrDefault() is { } unserved
            ? throw new HarnessException(unserved.FailureClass, $"the guest is on {Place.Name}, but {WhyWithoutVfs(Nics)}")
            : HealthReport.Clean;
    }

    /// <summary>Follows the policy for VFs that do not serve the guest; the way back must end with VFs that do.</summary>
    private async Task FollowPolicyAsync(
        GuestPlace left, HotAddPolicy policy, MigrationOptions options, CancellationToken cancellationToken)
    {
        if (policy == HotAddPolicy.Fail || Nics is null || !Nics.WithoutVf.Any())
            return;

        var decision = $"leg {Legs.Length}: {WhyWithoutVfs(Nics)}; by the policy " + (policy == HotAddPolicy.GoOn
            ? "\"go on\" the guest goes on by virtio"
            : $"\"migrate back\" the guest goes back to {left.Name}");
        _decisions = _decisions.Add(decision);
        _lab.Progress(decision);
        if (policy == HotAddPolicy.MigrateBack)
            await MakeLegsAsync(1, Place, left, options, HotAddPolicy.Fail, cancellationToken);
    }

    private static string WhyWithoutVfs(GuestNics nics) => string.Join("; ", nics.WithoutVf);
}
