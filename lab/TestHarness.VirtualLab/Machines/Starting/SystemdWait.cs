using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.VirtualLab.Machines.Starting;

/// <summary>The wait until systemd has started all its units, and udev has loaded the drivers of all devices.</summary>
internal static class SystemdWait
{
    private const string Running = "running";
    private const string Degraded = "degraded";

    private const string Script = """
        state=$(systemctl is-system-running --wait)
        udevadm settle
        echo "$state"
        [ "$state" != degraded ] || systemctl list-units --failed --plain --no-legend
        """;

    /// <summary>Waits for both. A host of which some units failed is reported and used.</summary>
    public static async Task<SystemdState> RunAsync(IHost host, Action<string> progress, CancellationToken cancellationToken)
    {
        var result = await host.RunAsync(Command.Shell(Script).WithTimeout(TimeSpan.FromMinutes(2)), cancellationToken);
        var lines = result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines is [Degraded, ..])
            progress($"{host.Name}: units that failed at its boot: {string.Join("; ", lines.Skip(1))}");
        return lines switch
        {
            [Running, ..] => SystemdState.Running,
            [Degraded, ..] => SystemdState.Degraded,
            _ => throw new HarnessException(
                FailureClass.Provision,
                $"{host.Name}: expected systemd to report '{Running}' after the boot, "
                + $"found '{result.StandardOutput.Trim()}' {result.StandardError.Trim()}"),
        };
    }
}

/// <summary>The state of a host after its boot.</summary>
internal enum SystemdState
{
    Running,

    /// <summary>Some units failed.</summary>
    Degraded,
}
