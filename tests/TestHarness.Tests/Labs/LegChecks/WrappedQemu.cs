using TestHarness.GuestPlaces;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>Scripts that stand in the place of a host's QEMU.</summary>
internal static class WrappedQemu
{
    /// <summary>Returns the place with a host whose QEMU is this script.</summary>
    /// <param name="script">Lines of sh; "$qemu" "$@" is what was to be started.</param>
    public static GuestPlace With(this GuestPlace place, string file, string script)
    {
        var tools = place.Host.Tools;
        File.WriteAllText(file, $"#!/bin/sh\nqemu={tools.Qemu.Path}\n{script}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return place with { Host = place.Host with { Tools = tools with { Qemu = tools.Qemu with { Path = file } } } };
    }
}
