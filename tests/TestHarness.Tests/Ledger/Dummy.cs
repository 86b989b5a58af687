using System.Diagnostics;

namespace TestHarness.Tests.Ledger;

/// <summary>A harness in a process of its own, which a test may run as another user, elsewhere, or kill.</summary>
internal static class Dummy
{
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "TestHarness.Dummy");

    public static Process Start(params string[] words) =>
        Process.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, UseShellExecute = false })!;
}
