using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Guests.Console;

/// <summary>A guest that prints 2 GB, in a harness of its own (tests/TestHarness.Dummy) whose memory is measured.</summary>
[TestFixture]
[Category("slow")]
[Parallelizable]
internal sealed class FloodedConsoleTests
{
    private const long Bytes = 2_000_000_000;

    private const int MostMemoryKiB = 400 * 1024;

    private const string Canary = "c4nary in the flood";

    private static readonly string[] Floods =
    [
        "a line of the flood, as a program prints it\n",
        "y\n",
        "\0",
    ];

    [TestCaseSource(nameof(Floods))]
    public Task A_flood_is_read_to_its_end_within_bounds(string text) => ReadAsync(text, Bytes);

    [Test]
    public Task A_flood_of_secrets_is_read_to_its_end_within_bounds() => ReadAsync($"{Canary}\n", Bytes / 20);

    private static async Task ReadAsync(string text, long bytes)
    {
        using var folder = new TemporaryDirectory();
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(folder["serial"]));
        listener.Listen();
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "TestHarness.Dummy"), ["console", folder["serial"], folder["reports"]])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["TESTHARNESS_CANARY"] = Canary;
        using var harness = Process.Start(start)!;
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var guest = await listener.AcceptAsync(bound.Token);

        var clock = Stopwatch.StartNew();
        await FloodAsync(guest, text, bytes, bound.Token);
        var said = await harness.StandardOutput.ReadToEndAsync(bound.Token);

        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var figures = lines[^1].Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        TestContext.Out.WriteLine(
            $"{bytes / 1e6 / clock.Elapsed.TotalSeconds:0} MB/s, {figures[1] / 1000.0:0.0} s of processor time, " +
            $"{figures[0] / 1024} MiB at most");
        Assert.That(figures[0], Is.LessThan(MostMemoryKiB), "KiB");
        Assert.That(
            lines[0],
            Does.Match("^the evidence is not whole: serial.log: [0-9]+ of [0-9]+ bytes were left out, as a limit was reached$"));
        var log = Path.Combine(folder["reports"], "flood", "serial.log");
        Assert.That(new FileInfo(log).Length, Is.LessThanOrEqualTo(32 << 20));
        Assert.That(
            await File.ReadAllTextAsync(log, bound.Token),
            Does.Contain("[testharness left out ").And.EndsWith("the end\n").And.Not.Contain(Canary));
    }

    private static async Task FloodAsync(Socket guest, string text, long bytes, CancellationToken cancellationToken)
    {
        var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, 65536 / text.Length)));
        for (var sent = 0L; sent < bytes; sent += block.Length)
            await guest.SendAsync(block, cancellationToken);
        await guest.SendAsync("\nthe end\n"u8.ToArray(), cancellationToken);
    }
}
