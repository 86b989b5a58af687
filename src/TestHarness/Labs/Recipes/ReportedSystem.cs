using TestHarness.Environments;
using TestHarness.Labs.Systems;
using TestHarness.Qemu.Capabilities;
using TestHarness.Qemu.CommandLine.Reported;

namespace TestHarness.Labs.Recipes;

/// <summary>The operating system of a reported guest.</summary>
/// <param name="Disk">The number of the report's disk that has it.</param>
/// <param name="Guest">The name of the guest in the environment.</param>
/// <param name="Memory">The memory of that guest, which the system needs.</param>
internal sealed record ReportedSystem(int Disk, string Guest, ByteSize Memory, GuestSystem System)
{
    /// <summary>Returns the room for the guest: at least the memory that the environment gives to the system.</summary>
    public GuestRoom? RoomFor(GuestRoom? room) =>
        room is null ? null : room with { MemoryMiB = Math.Max(room.MemoryMiB, Memory.MiB) };

    /// <summary>Adds the disk's image and the ways into the guest to a launched command line.</summary>
    /// <param name="disk">The disk on the place of the guest.</param>
    /// <param name="directory">The directory on the host for the guest's sockets.</param>
    public LaunchedCommandLine AddTo(LaunchedCommandLine launched, SystemDisk disk, string directory)
    {
        var hasAgent = launched.CommandLine.Devices.Any(device => device["name"] == LaunchSettings.AgentPort);
        return launched
            .With(disk.ImageOptions(), $"the image of the environment's guest '{Guest}'")
            .With(
                [.. hasAgent ? [] : GuestSystem.AgentOptions(directory), .. System.NetworkOptions()],
                $"a way into the environment's guest '{Guest}'");
    }
}
