using System.Diagnostics;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using TestHarness.Evidence;
using TestHarness.Guests.Console;

namespace TestHarness.Dummy;

/// <summary>A harness whose guest floods its serial port.</summary>
internal static class FloodedConsole
{
    /// <summary>
    /// Waits for the line "the end" and prints the most memory that this process had (KiB) and its processor time (ms).
    /// </summary>
    public static async Task RunAsync(string socket, string reports)
    {
        var evidence = ScenarioEvidence.Create(reports, "flood", SecretRedactor.OfVariables("TESTHARNESS_CANARY"));
        var port = new UnixDomainSocketEndPoint(socket);
        await using (var console = await SerialConsole.ConnectAsync(port, evidence.Open("serial.log")))
            await console.WaitForAsync(new Regex("the end\n"), 0, TimeSpan.FromMinutes(5), "waiting for the end of the flood");
        Console.WriteLine(evidence.Complete());

        var peak = File.ReadLines("/proc/self/status")
            .Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split(' ')[^2];
        Console.WriteLine($"{peak} {Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds:0}");
    }
}
