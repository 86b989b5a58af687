using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Cli.Import;

/// <summary>Drafts the scenarios of a feature: the report's steps as steps of the harness, or as comments.</summary>
internal sealed partial class ScenarioDrafts(ImportedText text, DraftedGuest? guest, Provisioning devices)
{
    private readonly ImmutableArray<ReportStep> _steps = ReportStep.FindIn(text);

    /// <summary>Returns the lines of all scenarios, each after an empty line.</summary>
    public IEnumerable<string> Lines() => [.. Main(), .. TwoGuests(), .. BusyDevice(), .. OtherCommands()];

    private bool ReturnsToSource => text.Find(Back()) is not null;

    private IEnumerable<string> Main()
    {
        var load = DraftedLoad.Of(text, guest?.GuestPath ?? "/dev/sda", devices.IsVdpa);
        var title = (text.IsMigration, ReturnsToSource) switch
        {
            (true, true) => "The guest is migrated there and back",
            (true, false) => "The guest is migrated",
            _ => "The guest runs with its disk",
        };
        yield return "";
        yield return $"Scenario: {title}";
        var scenario = new ScenarioText();
        scenario.Comments([.. devices.Notes, .. Reported(StepPart.Provision)]);
        scenario.Given(devices.Steps);
        scenario.Comments(Reported(StepPart.Boot));
        scenario.Given([devices.Guest[0]], devices.Guest[1..]);
        scenario.Comments([.. Reported(StepPart.Load), .. load.Note is { } note ? new[] { note } : []]);
        scenario.Given([load.Step]);
        scenario.Comments([.. Reported(StepPart.Destination), .. Reported(StepPart.Migrate), .. Reported(StepPart.Back)]);
        if (text.IsMigration)
            Migrate(scenario);
        if (load.IsDd)
            scenario.When(["the load is stopped"]);
        scenario.Comments(Reported(StepPart.Check));
        scenario.Then([$"the guest runs on {(text.IsMigration && !ReturnsToSource ? devices.Destination : devices.Source)}"]);
        scenario.Then(["the disk holds what the guest wrote"]);
        scenario.Comments(_steps.Where(step => step.Part == StepPart.None).Select(step => $"no step for {Shown(step)}"));
        foreach (var line in scenario.Lines)
            yield return $"  {line}";
    }

    private void Migrate(ScenarioText scenario)
    {
        var options = MigrationOptions.FindIn(text);
        var step = ReturnsToSource
            ? $"the guest is migrated 2 times between {devices.Source} and {devices.Destination}"
            : $"the guest is migrated to {devices.Destination}";
        if (options.IsEmpty)
            scenario.When([step]);
        else
            scenario.When([$"{step} with:"], GherkinTable.Format([("option", "value"), .. options]));
    }

    private IEnumerable<string> TwoGuests() => IsOfVdpaDevices && text.Find(TwoBoots()) is { } found
        ?
        [
            "",
            "Scenario: Two guests boot with the same disk",
            $"  # line {found.Line}: {DraftText.Line(text.Lines[found.Line - 1])}",
            $"  Given {devices.Steps[0]}",
            $"  When two guests boot at once as reported, with vdpa0 and vdpa1 as their disk {guest!.Disk!.Device.Text}",
            "  And the guest has a file of 4 MiB on a file system of 32 MiB at the start of its disk",
            "  Then the second guest reads the same file",
            "  And the guest is healthy",
        ]
        : [];

    private IEnumerable<string> BusyDevice() => IsOfVdpaDevices && text.Find(Busy()) is { } found
        ?
        [
            "",
            "Scenario: A second QEMU on the same device is refused as busy",
            $"  # line {found.Line}: {DraftText.Line(text.Lines[found.Line - 1])}",
            $"  Given {devices.Steps[0]}",
            $"  And {devices.Guest[0]}",
            "  And the guest has a file of 4 MiB on a file system of 32 MiB at the start of its disk",
            $"  When a second guest as reported, with vdpa0 as its disk {guest!.Disk!.Device.Text}, does not start",
            "  Then the reason names vdpa0 as busy, and the guest that has it",
            "  And the guest runs on vdpa0",
            "  And the disk holds what the guest wrote",
        ]
        : [];

    private bool IsOfVdpaDevices => devices is { IsVdpa: true, UsesReport: true } && guest?.Disk is not null;

    /// <summary>Names the commands that the feature does not use.</summary>
    private IEnumerable<string> OtherCommands()
    {
        var others = text.Paste.Commands
            .Where(command => !command.IsDerived && command != guest?.Guest.Source && command != guest?.Guest.Destination)
            .Select(command => command.Problem is { } problem
                ? $"# line {command.Line}: a command line that cannot be read: {DraftText.Line(problem)}"
                : $"# line {command.Line}: {(guest is null ? "the" : "another")} command line of "
                    + $"{command.GuestName ?? "a guest without a name"}, which the draft does not use")
            .ToArray();
        return others.Length == 0 ? [] : ["", .. others];
    }

    private IEnumerable<string> Reported(StepPart part) => _steps.Where(step => step.Part == part).Select(Shown);

    private static string Shown(ReportStep step) => $"line {step.Line}: {step.Text}";

    [GeneratedRegex(
        @"ping-?pong|\bback to (?:the )?source|from dest\w* to (?:the )?source|migrat\w*(?: \w+)? back|there and back",
        RegexOptions.IgnoreCase)]
    private static partial Regex Back();

    [GeneratedRegex(@"\bboot (?:two|2|both) (?:VMs|guests)|\bVM1 (?:and )?VM2 boot", RegexOptions.IgnoreCase)]
    private static partial Regex TwoBoots();

    [GeneratedRegex(@"vhost-vdpa\S*'?: Device or resource busy")]
    private static partial Regex Busy();
}
