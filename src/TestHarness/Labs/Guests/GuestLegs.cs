using System.Collections.Immutable;
using TestHarness.Baselines;
using TestHarness.Clocks;
using TestHarness.Devices;
using TestHarness.Failures;
using TestHarness.Labs.Recipes;
using TestHarness.Migration;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.Machines;

namespace TestHarness.Labs.Guests;

/// <summary>The legs of a guest: each is a migration to another place, with every check after it.</summary>
public sealed class GuestLegs
{
    private readonly Lab _lab;
    private readonly PlacedGuest _guest;
    private readonly LegChecks _checks;

    internal GuestLegs(Lab lab, PlacedGuest guest, LegChecks checks) => (_lab, _guest, _checks) = (lab, guest, checks);

    /// <summary>The legs that were completed.</summary>
    public ImmutableArray<LegReport> Reports { get; private set; } = [];

    /// <summary>The policies for devices that were followed after legs, with the reasons.</summary>
    internal ImmutableArray<string> Decisions { get; private set; } = [];

    /// <summary>
    /// Migrates the guest back and forth between two places. The next incoming QEMU starts during the checks after a leg, except
    /// for libvirt domains and for disks and devices that the source keeps until it ends.
    /// </summary>
    /// <param name="legs">The number of migrations.</param>
    /// <exception cref="HarnessException">
    /// Class config: the guest is on neither place. Another class: a migration did not complete, or a check after it found
    /// something.
    /// </exception>
    public async Task MakeAsync(
        int legs, GuestPlace one, GuestPlace other, MigrationOptions options, CancellationToken cancellationToken = default)
    {
        RequireBetween(one, other);
        try
        {
            await MakeAsync(legs, one, other, options, _guest.Devices.Policy, cancellationToken);
        }
        catch (HarnessException exception) when (exception.FailureClass != FailureClass.Ssh)
        {
            var cause = await _lab.Machines.ExplainAsync(exception);
            if (cause == exception)
                throw;
            throw cause;
        }
    }

    /// <summary>Refuses a leg that cannot begin, or whose destination is the guest's place.</summary>
    /// <exception cref="HarnessException">
    /// Class config: a migration is under way, or the guest is on that place already.
    /// </exception>
    public void RequireLegTo(GuestPlace destination)
    {
        _guest.Migrations.RequireNone();
        if (destination.Name == _guest.Place.Name)
        {
            throw new HarnessException(
                FailureClass.Config,
                $"the guest is on {_guest.Place.Name} already: name another place for the migration");
        }
    }

    /// <param name="policy">The action when a device does not serve the guest after a leg.</param>
    private async Task MakeAsync(
        int legs,
        GuestPlace one,
        GuestPlace other,
        MigrationOptions options,
        UnservedPolicy policy,
        CancellationToken cancellationToken)
    {
        Task<QemuMachine>? ahead = null;
        try
        {
            for (var made = 0; made < legs; made++)
            {
                (var started, ahead) = (ahead, null);
                var to = _guest.Place.Name == one.Name ? other : one;
                var leg = await _guest.Recipe.MigrateAsync(
                    new LegRequest(_guest, to, options, Reports.Length + 1, started), cancellationToken);
                if (made + 1 < legs && CanStartAhead(leg))
                    ahead = _guest.StartDestinationAsync(leg.From, cancellationToken);
                await CheckAsync(leg, policy, cancellationToken);
                await FollowPolicyAsync(leg, policy, options, cancellationToken);
            }
        }
        finally
        {
            await DiscardAsync(ahead);
        }
    }

    private bool CanStartAhead(Leg leg) =>
        _guest.Recipe.CanStartAhead
            && leg.From.OfEachDisk.All(place => place.Disk.IsReleasedAtSwitchover) && _guest.Devices.IsReleasedAtSwitchover;

    /// <summary>Adds the leg to <see cref="Reports"/> once every check has ended, and fails when one found something.</summary>
    /// <exception cref="HarnessException">
    /// The class of the first check that failed itself, for example data; else guest-health. The message has all findings.
    /// </exception>
    private async Task CheckAsync(Leg leg, UnservedPolicy policy, CancellationToken cancellationToken)
    {
        var (made, checks) = await _checks.MakeAsync(leg, Reports.Length + 1, policy, cancellationToken);
        var report = made with { Usual = _lab.Baseline?.Describe(Figures.Of(made)) };
        Reports = Reports.Add(report);
        _lab.Unmade.Add(report.Health);
        _lab.Progress($"{report}");
        _lab.LegEvents(new LegChecked(report.Number, leg.From.Name, leg.To.Name, SteadyClock.Shared.Now, report));
        var when = $"after leg {report.Number} ({leg.Move.Source.Name} to {leg.Move.Destination.Name})";
        await CheckFailures.ThrowIfAnyAsync($"{when}: ", when, report.Health, checks);
        report.Health.ThrowIfUnhealthy(when);
    }

    /// <summary>
    /// Follows the policy for devices that do not serve the guest. After a leg back, all devices must serve it.
    /// </summary>
    private async Task FollowPolicyAsync(
        Leg leg, UnservedPolicy policy, MigrationOptions options, CancellationToken cancellationToken)
    {
        if (policy == UnservedPolicy.Fail || !_guest.Devices.Unserved.Any())
            return;

        var decision = $"leg {Reports.Length}: {string.Join("; ", _guest.Devices.Unserved)}; by the policy "
            + (policy == UnservedPolicy.GoOn
                ? $"\"go on\" the guest stays on {leg.To.Name}"
                : $"\"migrate back\" the guest migrates back to {leg.From.Name}");
        Decisions = Decisions.Add(decision);
        _lab.Progress(decision);
        if (policy == UnservedPolicy.MigrateBack)
            await MakeAsync(1, _guest.Place, leg.From, options, UnservedPolicy.Fail, cancellationToken);
    }

    /// <summary>Ends an incoming QEMU whose leg is not made because the leg before failed; that failure is reported.</summary>
    private static async Task DiscardAsync(Task<QemuMachine>? ahead)
    {
        if (ahead is null)
            return;
        await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ahead.IsCompletedSuccessfully)
            await ((Task)ahead.Result.StopAsync()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Refuses legs between two places when the guest is on neither, or when both are one place.</summary>
    private void RequireBetween(GuestPlace one, GuestPlace other)
    {
        var here = _guest.Place.Name;
        if (here != one.Name && here != other.Name)
        {
            throw new HarnessException(
                FailureClass.Config,
                $"the guest is on {here}, and is to be migrated between {one.Name} and {other.Name}: one of them must be {here}");
        }

        RequireLegTo(here == one.Name ? other : one);
    }
}
