using System.Globalization;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>Commands each of which ends when all of them run: one after the other they never end.</summary>
internal static class Rendezvous
{
    private const string Script = """
        : > "$1/$2"
        while [ "$(ls "$1" | wc -l)" -lt "$3" ]; do sleep 0.05; done
        echo "$2"
        """;

    /// <summary>Runs the commands; returns what each printed, in order.</summary>
    public static async Task<string[]> RunAsync(IHost host, int commands)
    {
        using var directory = new TemporaryDirectory();
        var results = await Task.WhenAll(Enumerable.Range(0, commands).Select(number => host.RunAsync(
            Command.Shell(Script, directory.Path, Text(number), Text(commands)))));
        return [.. results.Select(result => result.StandardOutput)];
    }

    /// <summary>What they print when all have met.</summary>
    public static IEnumerable<string> Met(int commands) => Enumerable.Range(0, commands).Select(number => $"{Text(number)}\n");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
