using System.Collections.Immutable;
using TestHarness.Load;
using TestHarness.Migration;
using TestHarness.GuestPlaces;
using TestHarness.Steps.Arguments;
using TestHarness.Steps.Guests;
using TestHarness.Steps.Health;
using TestHarness.Steps.Load;
using TestHarness.Steps.Migration;

namespace TestHarness.Steps.Tests.Combining;

/// <summary>Steps of a scenario that leave something open.</summary>
/// <param name="Name">What is open.</param>
/// <param name="Opens">The steps, on the two hosts of a lab.</param>
internal sealed record LeftOpen(string Name, Func<StepObjects, Task> Opens)
{
    private static readonly HostName Host1 = HostName.Parse("host1");
    private static readonly PlaceName Host2 = PlaceName.Parse("host2");

    private static readonly DdCommand Dd = DdCommand.Parse("dd if=/dev/urandom of=/dev/sda bs=1M count=1 seek=8 oflag=direct");

    private const string UnderWay = "while it is migrated from guest-1 on host1 to guest-2 on host2";

    private static readonly ImmutableArray<string> Commands =
    [
        nameof(GuestSteps.WhenTheGuestRuns), nameof(GuestSteps.WhenTheGuestRunsWhichFails),
        nameof(HealthSteps.ThenTheGuestIsHealthy),
    ];

    private static readonly ImmutableArray<string> Migrations =
    [
        nameof(MigrationSteps.WhenTheGuestIsMigrated), nameof(MigrationSteps.WhenTheGuestIsMigratedWith),
        nameof(MigrationSteps.WhenTheGuestIsMigratedTimes), nameof(MigrationSteps.WhenAMigrationIsUnderWay),
    ];

    /// <summary>The ends of a migration, when none is under way.</summary>
    private static readonly ImmutableArray<string> Ends =
        [nameof(MigrationSteps.WhenTheMigrationIsCancelled), nameof(MigrationSteps.WhenTheDestinationDies)];

    /// <summary>What a failure names when the guest takes no commands; null when the guest does.</summary>
    public string? Silence { get; init; }

    /// <summary>The methods of steps that must not pass.</summary>
    public ImmutableArray<string> Refuses { get; init; } = [];

    public static ImmutableArray<LeftOpen> All { get; } =
    [
        new("no guest", _ => Task.CompletedTask),
        new("a migration under way while a load runs", async steps =>
        {
            await LoadAsync(steps);
            await MigrateAsync(steps, StepArguments.Slow);
        }) { Silence = UnderWay, Refuses = [.. Commands, nameof(HealthSteps.WhenTheGuestReboots), .. Migrations] },
        new("a postcopy under way", async steps =>
        {
            await BootAsync(steps);
            await MigrateAsync(steps, StepArguments.Slow with { Mode = MigrationMode.Postcopy });
        })
        {
            Silence = UnderWay,
            Refuses =
            [
                .. Commands, nameof(HealthSteps.WhenTheGuestReboots), .. Migrations,
                nameof(MigrationSteps.WhenTheMigrationIsCancelled),
            ],
        },
        new("a migration that was cancelled while a load runs", async steps =>
        {
            await LoadAsync(steps);
            await MigrateAsync(steps, StepArguments.Slow);
            await steps.Get<MigrationSteps>().WhenTheMigrationIsCancelled();
        }) { Refuses = [.. Ends, nameof(LoadSteps.ThenTheLunHoldsWhatTheGuestWrote), nameof(LoadSteps.ThenTheDataCheckFails)] },
        new("a destination that died", async steps =>
        {
            await BootAsync(steps);
            await MigrateAsync(steps, StepArguments.Slow);
            await steps.Get<MigrationSteps>().WhenTheDestinationDies();
        }) { Refuses = Ends },
        new("a guest with a file that has migrated, whose load was stopped and whose LUN was overwritten", async steps =>
        {
            await BootAsync(steps);
            await steps.Get<ReportedGuestSteps>().GivenTheGuestHasAFile(MebibyteCount.Parse("1"), MebibyteCount.Parse("4"));
            await steps.Get<MigrationSteps>().WhenTheGuestIsMigrated(Host2);
            await steps.Get<LoadSteps>().GivenTheGuestWritesPassAfterPass(Dd);
            await steps.Get<LoadSteps>().WhenTheLoadIsStopped();
            await steps.Get<LoadSteps>().WhenAHostOverwritesTheLun(ByteCount.Parse("4096"), ByteOffset.Parse("8388608"));
        }) { Refuses = [.. Ends, nameof(LoadSteps.ThenTheLunHoldsWhatTheGuestWrote)] },
        new("a guest that rebooted", async steps =>
        {
            await BootAsync(steps);
            await steps.Get<HealthSteps>().WhenTheGuestReboots();
        }) { Silence = "the guest was reset", Refuses = Commands },
        new("a guest that shut down", async steps =>
        {
            await BootAsync(steps);
            await steps.Get<GuestSteps>().WhenTheGuestRuns(
                GuestCommand.Parse("(sleep 1; poweroff -f) > /dev/null 2>&1 &"));
            await steps.World.Guest.Guest.Machine.Qmp.Closed.WaitAsync(TimeSpan.FromSeconds(30));
        }) { Silence = "the guest shut down", Refuses = Commands },
        new("a disk that failed a write", async steps =>
        {
            await steps.Get<GuestSteps>().GivenAGuestWhoseLunFailsWrites(Host1, MebibyteOffset.Parse("1"));
            await steps.Get<GuestSteps>().WhenTheGuestRunsWhichFails(
                GuestCommand.Parse("dd if=/dev/zero of=/dev/sda bs=1M count=2 oflag=direct"));
        }) { Refuses = [.. Ends, nameof(HealthSteps.ThenTheGuestIsHealthy)] },
    ];

    public override string ToString() => Name;

    private static Task BootAsync(StepObjects steps) => steps.Get<GuestSteps>().GivenAGuestWithTheSharedLun(Host1);

    private static async Task LoadAsync(StepObjects steps)
    {
        await BootAsync(steps);
        await steps.Get<LoadSteps>().GivenTheGuestWritesStampedBlocks();
    }

    private static Task MigrateAsync(StepObjects steps, MigrationOptions options) =>
        steps.Get<MigrationSteps>().WhenAMigrationIsUnderWay(Host2, options);
}
