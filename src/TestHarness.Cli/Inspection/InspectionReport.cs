using Spectre.Console;
using TestHarness.Cli.Selection;
using TestHarness.Cli.Terminals;
using TestHarness.Environments;
using TestHarness.Hosts;

namespace TestHarness.Cli.Inspection;

/// <summary>Two tables: the hosts, and the scenarios.</summary>
internal sealed class InspectionReport(Terminal terminal)
{
    public void Write(EnvironmentInspection inspection, FeatureSelection selection)
    {
        terminal.WriteLine($"environment {inspection.Environment.Name}: {inspection.Environment.Description}", Tone.Strong);
        terminal.Write(Hosts(inspection));
        terminal.WriteLine($"shared LUNs: {string.Join(", ", inspection.Environment.Luns.Select(lun => lun.Name).DefaultIfEmpty("none"))}");
        terminal.WriteLine();
        terminal.Write(Scenarios(inspection, selection));
        var count = selection.Scenarios.Count(scenario => !inspection.WhyNot(scenario).Any());
        terminal.WriteLine($"{count} of {selection.Scenarios.Length} scenarios can run");
    }

    private static Table Hosts(EnvironmentInspection inspection)
    {
        var table = new Table().AddColumns("host", "reached", "QEMU", "accelerator", "kernel", "offers");
        foreach (var host in inspection.Hosts)
        {
            var tools = host.Survey?.Tools;
            table.AddRow(
                new Text(host.Description.Name),
                new Text(Terminal.Printable(host.WhyNotReached ?? $"yes, {Describe(host.Description.Connection)}")),
                new Text(Terminal.Printable(tools?.Summary ?? host.Survey?.WhyNoQemu ?? "")),
                new Text(Terminal.Printable(tools?.Accelerator.ToString() ?? "")),
                new Text(Terminal.Printable(host.Survey?.Kernel ?? "")),
                new Text(string.Join(", ", host.Description.Offers.Select(Describe))));
        }

        return table;
    }

    private static string Describe(HostConnection connection) =>
        connection is SshConnection ssh ? $"as {ssh.Destination}" : "this machine";

    private static string Describe(Offer offer) => offer.Attributes.IsEmpty
        ? offer.Capability
        : $"{offer.Capability} ({string.Join(", ", offer.Attributes.Where(pair => pair.Key != "accelerator").Select(pair => $"{pair.Key} {pair.Value}"))})";

    private static Table Scenarios(EnvironmentInspection inspection, FeatureSelection selection)
    {
        var table = new Table().AddColumns("scenario", "place", "can run");
        foreach (var scenario in selection.Scenarios)
        {
            string[] reasons = [.. inspection.WhyNot(scenario)];
            table.AddRow(
                new Text(scenario.Title),
                new Text(Places.Of(scenario)),
                reasons.Length == 0 ? new Text("yes", Color.Green) : new Text($"no: {string.Join("; ", reasons)}", Color.Yellow));
        }

        return table;
    }
}
