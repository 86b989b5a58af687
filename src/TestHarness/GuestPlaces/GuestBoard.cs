using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.CommandLine.Reported;
using TestHarness.Versions;

namespace TestHarness.GuestPlaces;

/// <summary>The machine type and processor of guests that migrate between hosts with different QEMUs.</summary>
/// <param name="MachineType">The newest versioned q35 that all QEMUs have.</param>
/// <param name="Cpu">The model for <c>-cpu</c>.</param>
/// <param name="Reason">The QEMUs of the hosts, in words.</param>
public sealed partial record GuestBoard(string MachineType, string Cpu, string Reason)
{
    /// <summary>
    /// The named models, the best first. Westmere has what RHEL 9 demands of a processor (x86-64-v2), and TCG emulates all of it;
    /// for newer models TCG warns of features that it lacks.
    /// </summary>
    private static readonly ImmutableArray<string> Models = ["Westmere", "Nehalem", "qemu64"];

    /// <summary>Finds the board for guests of some hosts.</summary>
    /// <returns>
    /// The board; null when the hosts' QEMUs are equal, so that the alias q35 and the processor of the host mean the same, and
    /// when they have no machine type or model in common, which is then told before a migration.
    /// </returns>
    public static GuestBoard? Common(IReadOnlyList<BoardHost> hosts)
    {
        if (hosts.Count < 2 || hosts.Skip(1).All(host => AreEqual(host, hosts[0])))
            return null;

        var type = hosts[0].Tools.Capabilities.Machines
            .Where(machine => VersionedQ35().IsMatch(machine.Name) && hosts.All(host => host.Tools.Has(machine.Name)))
            .OrderBy(machine => machine.Name, Comparer<string>.Create(VersionOrder.Rpm.Compare))
            .LastOrDefault();
        var isHost = hosts.All(host => host.Tools.IsKvm && Model(host) == Model(hosts[0]));
        var cpu = isHost ? "host" : Models.FirstOrDefault(model => hosts.All(host => host.Tools.HasCpu(model)));
        return type is null || cpu is null
            ? null
            : new(type.Name, cpu, string.Join(", ", hosts.Select(host => $"{host.Name} has QEMU {host.Tools.Version}")));
    }

    /// <summary>Returns a command line of the harness with this machine type and processor.</summary>
    public QemuCommandLine ApplyTo(QemuCommandLine commandLine) => commandLine.WithMachine(MachineType).Replace(
        option => option.Name == "cpu", cpu => cpu.With("model", Cpu));

    /// <summary>
    /// Returns the command line of a report with this machine type and processor where the harness had to replace the report's.
    /// </summary>
    public LaunchedCommandLine ApplyTo(LaunchedCommandLine launched) =>
        launched with { Mapping = [.. launched.Mapping.Select(ApplyTo)] };

    public override string ToString() => $"guests have -machine {MachineType} and -cpu {Cpu}, as {Reason}";

    private static bool AreEqual(BoardHost one, BoardHost other) =>
        one.Settings == other.Settings && one.Tools.HasQemuOf(other.Tools);

    /// <summary>Returns the model of a host's processors without their number.</summary>
    private static string Model(BoardHost host) => host.Processor.Split(" × ")[0];

    private MappedOption ApplyTo(MappedOption option) => option switch
    {
        { Launched: [{ Name: "machine" } machine] } when machine["type"] == "q35" && option.Reported?["type"] != "q35" =>
            Replaced(option, machine.With("type", MachineType)),
        { Launched: [{ Name: "cpu" } cpu] } when cpu["model"] == "max" && option.Reported?["model"] == "host" =>
            Replaced(option, cpu.With("model", Cpu)),
        _ => option,
    };

    private MappedOption Replaced(MappedOption option, QemuOption launched) =>
        option with { Launched = [launched], Reasons = [.. option.Reasons, $"{this}"] };

    [GeneratedRegex(@"\Apc-q35-")]
    private static partial Regex VersionedQ35();
}
