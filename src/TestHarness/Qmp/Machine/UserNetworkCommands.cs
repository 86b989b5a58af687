using System.Globalization;
using System.Text.RegularExpressions;
using TestHarness.Failures;

namespace TestHarness.Qmp.Machine;

/// <summary>The command about QEMU's network of its own user (<c>-netdev user</c>).</summary>
public static partial class UserNetworkCommands
{
    /// <summary>Queries the port of the host's address 127.0.0.1 that QEMU forwards to the guest.</summary>
    /// <remarks>QMP has no command for the forwarded ports; the human monitor has.</remarks>
    /// <exception cref="HarnessException">Class provision: QEMU forwards no port.</exception>
    public static async Task<int> QueryForwardedPortAsync(this QmpClient client, CancellationToken cancellationToken = default)
    {
        var arguments = new Dictionary<string, string> { ["command-line"] = "info usernet" };
        var answer = await client.ExecuteAsync("human-monitor-command", arguments, null, cancellationToken);
        return HostForward().Match(answer.GetString() ?? "") is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new HarnessException(
                FailureClass.Provision, $"{client.Name}: 'info usernet' names no forwarded port: {answer}");
    }

    [GeneratedRegex(@"\[HOST_FORWARD\]\s+\d+\s+127\.0\.0\.1\s+(\d+)")]
    private static partial Regex HostForward();
}
