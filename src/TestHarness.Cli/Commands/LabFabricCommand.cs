using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using TestHarness.Cli.Terminals;
using TestHarness.FcFabric.Control;

namespace TestHarness.Cli.Commands;

/// <summary>The command 'harness lab fabric', for the virtual lab's Fibre Channel fabric; <c>--json</c> is for scripts.</summary>
internal static class LabFabricCommand
{
    private const string Description = """
        The Fibre Channel fabric between the lab hosts, an FCoE switch with a name server and zones.

        Examples:
          harness lab fabric ports
          harness lab fabric zone set one 5001a4a0f014c8ce 2000525400000303
          harness lab fabric zone activate
          harness lab fabric zone clear
          harness lab fabric link down 5001a4a0f014c8ce
          harness lab fabric limit 4
          harness lab fabric capture start /tmp/fabric.pcap
        """;

    private const long MiB = 1 << 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private static FabricClient Fabric => VirtualLab.VirtualLab.OfUser.Fabric;

    /// <summary>Creates the command.</summary>
    public static Command Create() => new("fabric", Description) { Ports(), Zone(), Link(), Limit(), Capture() };

    private static Command Ports() => Asking(
        new Command("ports", "Shows who is logged in, by which host's link, and what each port has sent and got."),
        (_, token) => Fabric.PortsAsync(token), FabricTable.Write);

    private static Command Zone()
    {
        var name = new Argument<string>("NAME");
        var members = new Argument<string[]>(
            "WWPN") { Description = "The ports that see one another; none removes the zone.", Arity = ArgumentArity.ZeroOrMore };
        return new Command(
            "zone",
            "Zones by WWPN. What 'set' changes is in force after 'activate'; without zones in force all ports see one another.")
        {
            Asking(new Command("show", "Shows the zones."), (_, token) => Fabric.ZonesAsync(token), FabricTable.Write),
            Asking(
                new Command("set", "Defines a zone, or removes it.") { name, members },
                (parsed, token) => Fabric.DefineZoneAsync(parsed.GetValue(name)!, [.. parsed.GetValue(members) ?? []], token),
                FabricTable.Write),
            Asking(
                new Command("activate", "Puts the zones in force and informs the ports concerned."),
                (_, token) => Fabric.ActivateZonesAsync(token),
                FabricTable.Write),
            Asking(new Command("clear", "Removes all zones."), (_, token) => Fabric.ClearZonesAsync(token), FabricTable.Write),
        };
    }

    private static Command Link()
    {
        return new Command("link", "Takes links down and up.") { Switch("down", false), Switch("up", true) };

        static Command Switch(string word, bool isUp)
        {
            var target = new Argument<string>(
                "PORT") { Description =
                    "A host's name or its HBA's WWPN for the host's link, a vHBA's WWPN for the vHBA alone." };
            return Telling(
                new Command(word, $"Takes a link {word}.") { target },
                (parsed, token) => Fabric.SetLinkAsync(parsed.GetValue(target)!, isUp, token),
                parsed => $"{parsed.GetValue(target)} is {word}");
        }
    }

    private static Command Limit()
    {
        var limit = new Argument<int?>(
            "VPORTS") { Description = "How many vHBAs an HBA may log in; shown if there is none.",
            Arity = ArgumentArity.ZeroOrOne };
        return Asking(
            new Command("limit", "Shows or sets how many vHBAs an HBA may log in.") { limit },
            (parsed, token) => Fabric.LimitAsync(parsed.GetValue(limit), token),
            found => Terminal.Output.WriteLine($"{found} vHBAs an HBA"));
    }

    private static Command Capture()
    {
        var file = new Argument<string>("FILE") { Description = "For tcpdump and Wireshark." };
        var size = new Option<int>(
            "--mib") { Description = "How big it may be; frames after that are counted.", DefaultValueFactory = _ => 16 };
        return new Command("capture", "Captures frames, the first 512 bytes of each.")
        {
            Telling(
                new Command("start", "Starts a capture.") { file, size },
                (parsed, token) => Fabric.StartCaptureAsync(parsed.GetValue(file)!, parsed.GetValue(size) * MiB, token),
                parsed => $"frames are captured to {parsed.GetValue(file)}"),
            Asking(
                new Command("stop", "Ends it."), (_, token) => Fabric.StopCaptureAsync(token),
                found =>
                    Terminal.Output.WriteLine(
                        $"{found.Frames} frames in "
                        + $"{found.File}{(found.Missed > 0 ? $", {found.Missed} more did not fit" : "")}")),
        };
    }

    private static Command Asking<T>(Command command, Func<ParseResult, CancellationToken, Task<T>> ask, Action<T> show)
    {
        var json = new Option<bool>("--json") { Description = "As JSON." };
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var found = await ask(parsed, cancellationToken);
            if (parsed.GetValue(json))
                Terminal.Output.WriteIndented(JsonSerializer.Serialize(found, Json), 0);
            else
                show(found);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Telling(
        Command command, Func<ParseResult, CancellationToken, Task> run, Func<ParseResult, string> done)
    {
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await run(parsed, cancellationToken);
            Terminal.Output.WriteLine(done(parsed), Tone.Good);
            return ExitCode.Success;
        });
        return command;
    }
}
