using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Guests.Network;
using TestHarness.Hosts;

namespace TestHarness.Devices.Vfio.Nics;

/// <summary>The packets that a VF has received and sent, as the guest's kernel counts them.</summary>
/// <param name="Nic">The number of the guest's NIC, from 1.</param>
internal sealed record VfPackets(int Nic, long Received, long Sent);

/// <summary>The check that a guest's VFs carry its traffic: pings, and the VFs' packet counters.</summary>
internal static partial class VfTraffic
{
    private const int Pings = 10;

    private static readonly TimeSpan CountingInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>$1: the guest. First, the host forgets what it knows of an earlier guest with this address.</summary>
    private static readonly string Ping = $"""ip neigh flush to "$1"; LC_ALL=C exec ping -n -q -c {Pings} -i 0.2 -W 5 "$1" """;

    /// <summary>Pings each NIC of the guest from a host until the counters of the VFs show it.</summary>
    /// <param name="timeout">The time within which the counters must show the pings: some drivers update them late.</param>
    /// <returns>The numbers of pings and packets, in words.</returns>
    /// <exception cref="HarnessException">
    /// Class guest-health: no ping was answered, or the VFs did not carry the pings.
    /// </exception>
    public static async Task<string> CheckAsync(
        GuestNics nics, Guest guest, IHost prober, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var before = await ReadAsync(nics, guest, timeout, cancellationToken);
        var answered = 0;
        foreach (var nic in nics.Nics)
            answered += Answered(await prober.RunAsync(Command.Shell(Ping, $"{nic.Address.Address}"), cancellationToken));
        using var timer = new PeriodicTimer(CountingInterval);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(timeout);
        while (true)
        {
            var after = await ReadAsync(nics, guest, timeout, cancellationToken);
            var wrong = FindWrong(before, after, answered);
            if (wrong is null)
                return $"{answered} pings from {prober.Name} were answered, and the VFs counted {Text(before, after)}";
            if (!await NextAsync(timer, bound.Token, cancellationToken))
                throw new HarnessException(FailureClass.GuestHealth, wrong);
        }
    }

    /// <summary>
    /// Compares the counters around the pings. The guest may answer for all of its addresses over one NIC, so the sum over the
    /// VFs must have the pings; each VF must have received something, if only a question for an address.
    /// </summary>
    /// <returns>The fault in words; null when the VFs carried the pings.</returns>
    internal static string? FindWrong(ImmutableArray<VfPackets> before, ImmutableArray<VfPackets> after, int answered)
    {
        if (answered == 0)
            return "expected the guest to answer pings, found none answered";
        var received = after.Sum(vf => vf.Received) - before.Sum(vf => vf.Received);
        var sent = after.Sum(vf => vf.Sent) - before.Sum(vf => vf.Sent);
        var isIdle = before.Zip(after).Any(vf => vf.Second.Received <= vf.First.Received);
        return received < answered || sent < answered || isIdle
            ? "expected the guest's VFs to carry its traffic, but "
                + $"{answered} pings were answered and the VFs counted {Text(before, after)}"
            : null;
    }

    /// <summary>Reads the number of answers from ping's output; without an answer, ping prints 0.</summary>
    internal static int Answered(CommandResult ping) => Received().Match(ping.StandardOutput) is { Success: true } found
        ? int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)
        : throw new HarnessException(
            FailureClass.Provision, $"expected ping's summary, found: {ping.StandardOutput.Trim()} {ping.StandardError.Trim()}");

    private static string Text(ImmutableArray<VfPackets> before, ImmutableArray<VfPackets> after) =>
        string.Join(", ", before.Zip(after, (one, other) =>
            $"{other.Received - one.Received} packets in and {other.Sent - one.Sent} out at NIC {one.Nic}"));

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken bound, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(bound);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false; // The time for the counters is over.
        }
    }

    private static async Task<ImmutableArray<VfPackets>> ReadAsync(
        GuestNics nics, Guest guest, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var packets = ImmutableArray.CreateBuilder<VfPackets>();
        foreach (var nic in nics.Nics)
        {
            var script = $$"""
                nic {{nic.VfMac}} vf || { echo "there is no interface with the VF's address {{nic.VfMac}}"; exit 1; }
                count=$at/statistics
                read -r received < "$count/rx_packets" && read -r sent < "$count/tx_packets" && echo "$received $sent"
                """;
            var result = await NicScript.RunAsync(guest.Shell, script, timeout, cancellationToken);
            if (result.ExitCode != 0 || Counters().Match(result.Output) is not { Success: true } found)
                throw new HarnessException(FailureClass.GuestHealth, $"NIC {nic.Number} of the guest: {result.Output.Trim()}");
            packets.Add(new VfPackets(nic.Number, Number(found.Groups[1]), Number(found.Groups[2])));
        }

        return packets.ToImmutable();
    }

    private static long Number(Group digits) => long.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d+) received")]
    private static partial Regex Received();

    [GeneratedRegex(@"^(\d+) (\d+)\s*$")]
    private static partial Regex Counters();
}
