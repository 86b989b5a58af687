using TestHarness.Failures;
using TestHarness.Migration;

namespace TestHarness.Labs;

public sealed partial class GuestUnderTest
{
    private GuestMigration? _started;

    /// <summary>Refuses a leg that cannot begin, or that leads nowhere.</summary>
    /// <exception cref="HarnessException">
    /// Class config: a migration is under way, or the guest is on that place already.
    /// </exception>
    public void RequireLegTo(GuestPlace destination)
    {
        RequireNoMigration();
        if (destination.Name == Place.Name)
        {
            throw new HarnessException(
                FailureClass.Config,
                $"the guest is on {Place.Name} already, and a migration to {destination.Name} leads nowhere: name another place");
        }
    }

    /// <summary>Refuses legs between two places of which neither has the guest, or which are one.</summary>
    /// <exception cref="HarnessException">
    /// Class config: a migration is under way, or the guest would not go from one to the other.
    /// </exception>
    private void RequireLegsBetween(GuestPlace one, GuestPlace other)
    {
        if (Place.Name != one.Name && Place.Name != other.Name)
        {
            throw new HarnessException(
                FailureClass.Config,
                $"the guest is on {Place.Name}, and is to be migrated between {one.Name} and {other.Name}: one of them must be {Place.Name}");
        }

        RequireLegTo(Place.Name == one.Name ? other : one);
    }

    /// <summary>Refuses a second migration while one is under way: it would wait for the guest's console for ever.</summary>
    /// <exception cref="HarnessException">Class config: a migration of this guest was started and not ended.</exception>
    public void RequireNoMigration()
    {
        if (_started is { IsEnded: false } migration)
        {
            throw new HarnessException(
                FailureClass.Config,
                $"the migration from {migration.Source.Name} to {migration.Destination.Name} is under way: "
                + "'When the migration is cancelled' or 'When the destination dies' comes first");
        }
    }
}
