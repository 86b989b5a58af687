using TestHarness.Cli.Selection;
using TestHarness.Cli.Terminals;
using TestHarness.Environments;
using TestHarness.Hosts;
using TestHarness.Versions;

namespace TestHarness.Cli.Inspection;

/// <summary>The report of an inspection: a table of the hosts, and a table of the scenarios.</summary>
internal sealed class InspectionReport(Terminal terminal)
{
    /// <summary>Writes the report.</summary>
    public void Write(EnvironmentInspection inspection, FeatureSelection selection)
    {
        var environment = inspection.Environment;
        terminal.WriteFolded($"environment {environment.Name}: {environment.Description}", tone: Tone.Strong);
        terminal.Write(Hosts(inspection));
        if (inspection.SharedMachine is { } shared)
            terminal.WriteFolded(shared.Message, tone: Tone.Bad);
        terminal.WriteFolded(
            $"shared LUNs: {string.Join(", ", inspection.Environment.Luns.Select(Name).DefaultIfEmpty("none"))}");
        foreach (var host in inspection.Hosts)
        {
            if (host.Survey?.NoDomainReason is { } reason)
                terminal.WriteFolded($"no libvirt domains on {host.Description.Name}: {reason}", tone: Tone.Warning);
            foreach (var lease in host.Leases)
                terminal.WriteFolded($"in use on {host.Description.Name}: {lease}", tone: Tone.Warning);
        }
        terminal.WriteLine();
        terminal.Write(Scenarios(inspection, selection));
        var count = selection.Scenarios.Count(scenario => !inspection.WhyNot(scenario).Any());
        terminal.WriteLine($"{count} of {selection.Scenarios.Length} scenarios can run");
    }

    private static string Name(Lun lun) => lun.Group is { } group ? $"{lun.Name} of group {group}" : lun.Name;

    private static TextTable Hosts(EnvironmentInspection inspection)
    {
        var table = new TextTable("host", "reached", "transport", "QEMU", "accelerator", "kernel", "offers");
        foreach (var host in inspection.Hosts)
        {
            var tools = host.Survey?.Tools;
            table.Add(
                host.Description.Name,
                host.WhyNotReached ?? $"yes, {Describe(host.Description.Connection)}",
                host.Transport,
                tools?.Summary ?? host.Survey?.NoQemuReason ?? "",
                tools?.Accelerator.ToString() ?? "",
                host.Survey?.Kernel ?? "",
                string.Join(", ", host.Description.Offers.Select(Describe)));
        }

        return table;
    }

    private static string Describe(HostConnection connection) =>
        connection is SshConnection { Destination: var login }
            ? $"as {login}{(login.Sudo ? ", root by sudo" : "")}"
            : "this machine";

    private static string Describe(Offer offer) => offer.Attributes.IsEmpty
        ? offer.Capability
        : $"{offer.Capability} ({string.Join(", ", Attributes(offer))})";

    private static IEnumerable<string> Attributes(Offer offer) =>
        offer.Attributes.Where(pair => pair.Key is not ("accelerator" or SoftwareVersion.PackagingAttribute))
            .Select(pair => $"{pair.Key} {pair.Value}");

    private static TextTable Scenarios(EnvironmentInspection inspection, FeatureSelection selection)
    {
        var table = new TextTable("scenario", "place", "can run");
        foreach (var scenario in selection.Scenarios)
        {
            string[] reasons = [.. inspection.WhyNot(scenario)];
            table.Add(
                scenario.Title,
                Places.Of(scenario),
                reasons.Length == 0
                    ? new TextCell("yes", Tone.Good)
                    : new TextCell($"no: {string.Join("; ", reasons)}", Tone.Warning));
        }

        return table;
    }
}
