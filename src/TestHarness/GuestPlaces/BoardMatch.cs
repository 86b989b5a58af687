using TestHarness.Qemu.Capabilities;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.GuestPlaces;

/// <summary>The comparison of a guest's machine type and processor between two hosts, before a migration.</summary>
public static class BoardMatch
{
    /// <summary>Finds why a guest cannot be migrated between the QEMUs of two hosts.</summary>
    /// <param name="here">The guest's command line on the source.</param>
    /// <param name="there">The guest's command line on the destination.</param>
    /// <returns>The reason; null when both QEMUs make the same board of their command line.</returns>
    public static string? WhyDifferent(LabHost source, QemuCommandLine here, LabHost destination, QemuCommandLine there)
    {
        if (source.Tools.Capabilities.Machines.IsEmpty || destination.Tools.Capabilities.Machines.IsEmpty)
            return null;
        if (MachineOf(source.Tools, here) is not { } from)
            return Unknown(source, here);
        if (MachineOf(destination.Tools, there) is not { } to)
            return Unknown(destination, there);
        if (from.Name != to.Name)
        {
            var common = destination.Tools.Has(from.Name) ? from.Name : source.Tools.Has(to.Name) ? to.Name : null;
            return $"-machine {TypeOf(here) ?? "(none, so the default)"} is {from.Name} with {Text(source)}, and {to.Name} with "
                + $"{Text(destination)}; a guest is migrated to its own machine type alone"
                + (common is null ? "" : $": write -machine {common}, which both have");
        }

        return ModelOf(here) == "max" && !source.Tools.IsKvm && !source.Tools.HasQemuOf(destination.Tools)
            ? $"-cpu max is another processor with {Text(source)} than with {Text(destination)} under TCG: write a named model, "
                + "such as -cpu Westmere"
            : null;
    }

    private static string Unknown(LabHost host, QemuCommandLine line) => $"{Text(host)} has no machine type '{TypeOf(line)}'";

    private static string Text(LabHost host) => $"QEMU {host.Tools.Version} of {host.Name}";

    private static MachineType? MachineOf(HostTools tools, QemuCommandLine line) => TypeOf(line) is { } type
        ? tools.Capabilities.Machines.FirstOrDefault(machine => machine.Name == type || machine.Alias == type)
        : tools.Capabilities.Machines.FirstOrDefault(machine => machine.IsDefault);

    private static string? TypeOf(QemuCommandLine line) =>
        line.Options.LastOrDefault(option => option.Name == "machine" && option["type"] is not null)?["type"];

    private static string? ModelOf(QemuCommandLine line) => line.Options.LastOrDefault(option => option.Name == "cpu")?["model"];
}
