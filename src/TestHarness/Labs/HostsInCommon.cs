using TestHarness.Environments;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Labs;

/// <summary>What the hosts of a scenario have in common for its guests.</summary>
/// <param name="Board">The machine type and processor; null when the hosts have equal QEMUs, or one has none.</param>
/// <param name="Room">The largest guest that all hosts can have; null when a host has no QEMU.</param>
internal sealed record HostsInCommon(GuestBoard? Board, GuestRoom? Room)
{
    /// <summary>Compares the surveys of the hosts.</summary>
    public static HostsInCommon Of(
        LabEnvironment environment,
        IReadOnlyCollection<HostDescription> hosts,
        IReadOnlyDictionary<string, HostSurvey> surveys)
    {
        if (hosts.Any(host => surveys[host.Name].Tools is null))
            return new HostsInCommon(null, null);

        var board = GuestBoard.Common([.. hosts.Select(host => new BoardHost(
            host.Name, surveys[host.Name].Tools!, environment.QemuOf(host), surveys[host.Name].Processor))]);
        // During a migration both QEMUs of a guest have its memory. The guest of one host migrates there between devices.
        var rooms = hosts.GroupBy(host => host.Connection).Select(machine =>
            surveys[machine.First().Name].Tools!.Room?.ForEach(hosts.Count == 1 ? 2 : machine.Count()));
        var common = rooms.Aggregate((all, room) => room is null ? null : all?.And(room));
        return new HostsInCommon(
            board,
            environment.Guest.ReportedMemory is { } most ? common?.And(new GuestRoom(most.MiB, int.MaxValue)) : common);
    }

    /// <summary>Returns the tools of one host with what all hosts have in common.</summary>
    public HostTools Give(HostTools tools) => tools with { Board = Board, Room = Room };
}
