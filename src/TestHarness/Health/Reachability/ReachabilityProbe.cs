using System.Globalization;
using System.Net;
using TestHarness.Clocks;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Health.Reachability;

/// <summary>A probe that pings a guest from a host until it is stopped.</summary>
public sealed class ReachabilityProbe : IAsyncDisposable
{
    /// <summary>
    /// The script that pings. $1: the log, $2: the guest. It removes the host's neighbour entry of the address, because an
    /// earlier guest may have had the address.
    /// </summary>
    private const string ToFile =
        """log=$1 guest=$2; shift 2; ip neigh flush to "$guest"; LC_ALL=C exec ping "$@" "$guest" > "$log" """;

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly IHost _host;
    private readonly IHostProcess _ping;
    private readonly string _log;
    private readonly decimal _hostStart;
    private readonly DateTimeOffset _start;

    private ReachabilityProbe(IHost host, IHostProcess ping, string log, decimal hostStart, DateTimeOffset start) =>
        (_host, _ping, _log, _hostStart, _start) = (host, ping, log, hostStart, start);

    /// <summary>Starts to ping.</summary>
    /// <param name="log">
    /// A file of the host for ping's output: an emulated host would need most of its time to send each line here.
    /// </param>
    /// <param name="interval">The time between two probes, whether the first one was answered or not.</param>
    public static async Task<ReachabilityProbe> StartAsync(
        IHost host, IPAddress guest, string log, TimeSpan interval, CancellationToken cancellationToken = default)
    {
        var seconds = interval.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var command = Command.Shell(ToFile, log, guest.ToString(), "-D", "-n", "-i", seconds);
        var hostStart = await NowAsync(host, cancellationToken);
        var start = SteadyClock.Shared.Now;
        return new ReachabilityProbe(host, await host.StartAsync(command, cancellationToken), log, hostStart, start);
    }

    /// <summary>Stops ping and reads its output.</summary>
    /// <exception cref="HarnessException">Class provision: ping has ended by itself.</exception>
    public async Task<Reachability> StopAsync(CancellationToken cancellationToken = default)
    {
        if (_ping.Completion.IsCompleted)
            throw new HarnessException(
                FailureClass.Provision,
                $"ping on {_host.Name} has ended by itself: {(await _ping.Completion).StandardError.Trim()}");

        var end = await NowAsync(_host, cancellationToken);
        await _ping.SignalAsync(HostSignal.Interrupt, cancellationToken);
        await _ping.Completion.WaitAsync(StopTimeout, cancellationToken);
        var output = (await _host.RunAsync(new Command("cat", _log), cancellationToken)).OrThrow(FailureClass.Provision);
        return PingLog.Read(output.StandardOutput, _hostStart, end, _start);
    }

    public ValueTask DisposeAsync() => _ping.DisposeAsync();

    private static async Task<decimal> NowAsync(IHost host, CancellationToken cancellationToken) => decimal.Parse(
        (await host.RunAsync(new Command("date", "+%s.%N"), cancellationToken)).OrThrow(FailureClass.Preflight)
            .StandardOutput.Trim(),
        CultureInfo.InvariantCulture);
}
