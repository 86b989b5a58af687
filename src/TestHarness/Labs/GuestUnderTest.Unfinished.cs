using TestHarness.Failures;
using TestHarness.Migration;

namespace TestHarness.Labs;

public sealed partial class GuestUnderTest
{
    private GuestMigration? _started;

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
