using System.Collections.Immutable;
using System.Diagnostics;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Benchmarks;

/// <summary>
/// Commands of a host over standing shells against the same commands with a channel of their own each, in turn, so that both see
/// the same machine. A command whose standard error goes to a stream has a channel of its own.
/// </summary>
internal static class CommandComparison
{
    private const int Repetitions = 5;

    private static readonly ImmutableArray<(string Name, Command Command, int Times, int AtOnce)> Loads =
    [
        ("one after the other", new Command("true"), 40, 1),
        ("8 at once", new Command("true"), 80, 8),
        ("10 MB of output", Command.Shell("head -c 10000000 /dev/zero"), 4, 1),
    ];

    /// <param name="arguments">An OpenSSH configuration file and names of hosts in it; none measures this machine alone.</param>
    public static async Task RunAsync(string[] arguments)
    {
        await CompareAsync(new LocalConnection());
        foreach (var host in arguments.Skip(1))
            await CompareAsync(new SshConnection(new SshDestination(host, ConfigFile: arguments[0])));
    }

    private static async Task CompareAsync(HostConnection connection)
    {
        await using var host = new HostFactory().Connect("host", connection);
        Console.WriteLine($"{connection}: {await HostFactory.DescribeTransportAsync(connection)}; medians of {Repetitions}");
        foreach (var load in Loads)
        {
            var (own, standing) = (new List<double>(), new List<double>());
            for (var repetition = 0; repetition <= Repetitions; repetition++)
            {
                own.Add(await TimeAsync(host, load.Command.WithStandardError(Stream.Null), load.Times, load.AtOnce));
                standing.Add(await TimeAsync(host, load.Command, load.Times, load.AtOnce));
            }

            // The first of each is not counted: it opens connections and shells, and compiles.
            var (o, s) = (Median(own.Skip(1)), Median(standing.Skip(1)));
            var rates = $"own channel {load.Times / o:0.0}/s, standing shell {load.Times / s:0.0}/s";
            Console.WriteLine($"  {load.Name}: {rates}, ratio of times {s / o:0.000}");
        }
    }

    private static async Task<double> TimeAsync(IHost host, Command command, int times, int atOnce)
    {
        var clock = Stopwatch.StartNew();
        await Parallel.ForAsync(0, times, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (_, cancellationToken) =>
            (await host.RunAsync(command, cancellationToken)).OrThrow(FailureClass.Provision));
        return clock.Elapsed.TotalSeconds;
    }

    private static double Median(IEnumerable<double> times) => times.Order().ElementAt(Repetitions / 2);
}
