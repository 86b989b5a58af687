namespace TestHarness.Hosts.Scripts;

/// <summary>A function for scripts that wait for a limited number of seconds, however slow their commands are.</summary>
internal static class ShellClock
{
    /// <summary><c>seconds</c> prints the host's uptime in seconds.</summary>
    public const string Function = """
        seconds() { read -r up rest < /proc/uptime; echo "${up%.*}"; }

        """;
}
