using System.Collections.Immutable;
using TestHarness.Baselines;
using TestHarness.Devices.Mdev;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.Reachability;
using TestHarness.Labs;
using TestHarness.Labs.Guests;
using TestHarness.Labs.Recipes;
using TestHarness.Migration;
using TestHarness.GuestPlaces;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Steps.World;

/// <summary>The objects that the steps of one scenario share.</summary>
public sealed class ScenarioWorld(ScenarioCancellation cancellation)
{
    private Lab? _lab;
    private GuestUnderTest? _guest;

    /// <summary>The token that is cancelled with the run; every wait of a step uses it.</summary>
    public CancellationToken Cancelled => cancellation.Token;

    /// <summary>The lab of the scenario.</summary>
    public Lab Lab
    {
        get => _lab ?? throw new HarnessException(FailureClass.Config, "this scenario asks for no hosts: tag it @hosts:N");
        set => _lab = value;
    }

    /// <summary>The guest that steps use; a scenario has one.</summary>
    public GuestUnderTest Guest
    {
        get =>
            _guest ?? throw new HarnessException(
                FailureClass.Config, "no guest was started: begin with 'Given a guest on HOST with the shared LUN'");
        set
        {
            if (_guest is not null)
            {
                OtherGuests = OtherGuests.Add(value);
                throw new HarnessException(
                    FailureClass.Config,
                    $"the scenario has a guest already, on {_guest.Place.Name}, which steps would no longer use: start one "
                    + "guest");
            }

            _guest = value;
        }
    }

    private ImmutableArray<GuestUnderTest> Guests => _guest is null ? OtherGuests : OtherGuests.Insert(0, _guest);

    /// <summary>Whether the scenario has hosts.</summary>
    public bool HasLab => _lab is not null;

    /// <summary>Whether the scenario has started a guest.</summary>
    public bool HasGuest => _guest is not null;

    /// <summary>The name of the guest that the scenario chose; null for the environment's usual guest.</summary>
    public GuestName? GuestName { get; set; }

    /// <summary>Makes the recipe of the guest that the scenario chose.</summary>
    public Task<GuestRecipe> RecipeAsync() => GuestRecipes.MakeAsync(Lab, GuestName, Cancelled);

    /// <summary>The places where this scenario's guests can run.</summary>
    public ImmutableArray<GuestPlace> Places { get; set; } = [];

    /// <summary>Finds a place.</summary>
    /// <exception cref="HarnessException">Class config: the scenario has no place of that name.</exception>
    public GuestPlace Place(PlaceName name) => Find(name.Text);

    /// <inheritdoc cref="Place(PlaceName)"/>
    public GuestPlace Place(HostName name) => Find(name.Text);

    /// <inheritdoc cref="Place(PlaceName)"/>
    public GuestPlace Place(MdevName name) => Find(name.Text);

    private GuestPlace Find(string name) => Places.FirstOrDefault(
        place => place.Name == (_lab?.NameOf(name) ?? name)) ?? throw new HarnessException(
        FailureClass.Config,
        Places.IsEmpty
            ? $"'{name}' is not a place for a guest: no step has made a disk"
            : $"a guest cannot run on '{name}': expected {string.Join(" or ", Places.Select(place => place.Name))}");

    /// <summary>The guests besides the one that is migrated.</summary>
    public ImmutableArray<GuestUnderTest> OtherGuests { get; set; } = [];

    /// <summary>The reason of the last expected refusal; null when there was none.</summary>
    public string? Refusal { get; set; }

    /// <summary>Checks that the reason of the last refusal has a text.</summary>
    /// <exception cref="HarnessException">Class config: there was no refusal, or it had another reason.</exception>
    public void CheckRefusal(string reason)
    {
        if (Refusal?.Contains(reason, StringComparison.Ordinal) != true)
            throw new HarnessException(
                FailureClass.Config, $"expected the reason to name '{reason}', found: {Refusal ?? "nothing was refused"}");
    }

    /// <summary>The figures that steps measured, besides those of the legs.</summary>
    public ImmutableArray<Figure> Measured { get; set; } = [];

    /// <summary>All figures of the scenario that a baseline can compare.</summary>
    public ImmutableArray<Figure> AllFigures => [.. (_guest?.Legs ?? []).SelectMany(leg => Figures.Of(leg)), .. Measured];

    /// <summary>Whether a step has expected the guest to be unhealthy; then its data need not be readable.</summary>
    public bool ExpectsUnwell { get; set; }

    /// <summary>Finds data that guests wrote for the scenario and that no step and no leg has compared.</summary>
    /// <returns>
    /// The failure, of class config; null when there is no such data, or a step expected the guest to be unhealthy.
    /// </returns>
    public HarnessException? FindUncompared()
    {
        return !ExpectsUnwell && Guests.Select(guest => guest.Disks.Uncompared).OfType<string>().FirstOrDefault() is { } written
            ? new HarnessException(
                FailureClass.Config,
                $"{written} was not compared: end with 'When the load is stopped' and 'Then the LUN holds what the guest wrote'")
            : null;
    }

    /// <summary>The migration that was started and not yet ended; null when there is none.</summary>
    public GuestMigration? Migration { get; set; }

    /// <summary>
    /// Ends what the scenario started, and writes its evidence. The lab closes even when the guests throw, and after a
    /// cancellation.
    /// </summary>
    public Task CloseAsync() => Teardown.RunAsync(
    [
        .. Guests.SelectMany(
            guest => new[] { Teardown.Step(() => guest.WriteEvidence()), () => guest.DisposeAsync().AsTask() }),
        () => _lab?.CloseAsync(CancellationToken.None) ?? Task.CompletedTask,
    ]);

    /// <summary>Writes the scenario's evidence, and leaves its guests and hosts as they are until 'harness clean'.</summary>
    public Task KeepAsync() => Teardown.RunAsync(
    [
        .. Guests.Select(guest => Teardown.Step(() => guest.WriteEvidence())),
        () => Lab.KeepAsync(() => Teardown.RunAsync(
            Guests.Select(guest => (Func<Task>)(() => guest.DisposeAsync().AsTask())))),
    ]);

    /// <summary>The facts of the scenario for reports; null when the scenario has no lab.</summary>
    public LabReport? Report => _lab is null
        ? null
        : new LabReport(
            _lab.Evidence.Folder,
            [.. Guests.SelectMany(guest => guest.Legs)],
            [.. Guests.SelectMany(guest => guest.Decisions)],
            _lab.Unmade.Checks,
            _lab.Allowed.Count)
        {
            Hosts = [.. _lab.Hosts.Select(host => host.Name)],
            Load = _guest?.Load.Meter is { } meter ? new LoadProgress(meter.Start, meter.Series.Samples) : null,
            Reachability = Reachability,
            Findings = new LabFindings(Faults, [.. _lab.Allowed.First.Take(FoundFaults.Most)]),
            Cut = _lab.Evidence.Missing,
        };

    private ImmutableArray<HealthFinding> Faults =>
    [
        .. Guests.SelectMany(guest => guest.Legs.SelectMany(leg => leg.Health.Findings).Concat(guest.Health.Faults.First))
            .Distinct()
            .Take(FoundFaults.Most),
    ];

    /// <summary>The reachability of the guest from outside, once a step has ended the probing; null before.</summary>
    public Reachability? Reachability { get; set; }

    /// <summary>The checks that were not made; null when the scenario has no lab.</summary>
    public UnmadeChecks? Unmade => _lab?.Unmade;

    /// <summary>The findings that were accepted; null when the scenario has no lab.</summary>
    public AllowedFindings? Allowed => _lab?.Allowed;

    /// <summary>Fails when the scenario expects the loss of a path that was not seen.</summary>
    public void CheckPathLosses()
    {
        foreach (var loss in _lab?.HostChecks.PathLosses ?? [])
            loss.ThrowIfMissing();
    }

    /// <summary>Whether the environment demands that every check can be made.</summary>
    public bool IsStrict => _lab?.Environment.Strict == true;

    /// <summary>The files for the report; complete once the world is closed.</summary>
    public IEnumerable<string> Evidence =>
        _lab?.Evidence.Attachments.Select(attachment => attachment.Path).Where(File.Exists) ?? [];
}
