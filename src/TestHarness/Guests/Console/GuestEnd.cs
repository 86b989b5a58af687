using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Qmp;

namespace TestHarness.Guests.Console;

/// <summary>
/// Ends a guest's shell when QEMU reports that the guest was reset, shut down, stopped or has panicked: its serial port stays
/// open then.
/// </summary>
/// <remarks>Source: QEMU's QAPI events RESET, SHUTDOWN, GUEST_PANICKED and BLOCK_IO_ERROR.</remarks>
internal sealed class GuestEnd(GuestSession session) : IAsyncDisposable
{
    private readonly CancellationTokenSource _disposing = new();
    private Task _watching = Task.CompletedTask;

    /// <summary>Watches one more QEMU, to which the guest has come.</summary>
    /// <param name="since">The position before which events do not belong to this shell's life.</param>
    public void Watch(QmpEvents events, long since)
    {
        _watching = Task.WhenAll(_watching, WatchAsync(events, since));
        session.AwaitReasons(_watching);
    }

    /// <summary>Returns why QEMU has stopped the guest and not resumed it; null when it has not.</summary>
    public static string? FindStop(QmpEvents events) =>
        events.Since(0).LastOrDefault(happened => happened.Name == "RESUME" || IsStop(happened)) is { Name: not "RESUME" } stop
            ? Explain(stop, Describe(stop)!)
            : null;

    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync();
        await _watching;
        _disposing.Dispose();
    }

    private async Task WatchAsync(QmpEvents events, long since)
    {
        try
        {
            await foreach (var happened in events.SubscribeAsync(since, _disposing.Token))
            {
                if (Describe(happened) is { } what)
                    session.End(Explain(happened, what));
            }
        }
        catch (Exception exception) when (exception is HarnessException or OperationCanceledException)
        {
            // The watch was disposed, or QEMU has ended, and its serial port with it.
        }
    }

    /// <summary>
    /// Describes an event that ends the shell; returns null for others. A shutdown that is not the guest's own is that of a QEMU
    /// which the harness ends, perhaps after the guest has left it.
    /// </summary>
    private static string? Describe(QmpEvent happened) => happened.Name switch
    {
        "RESET" => "the guest was reset",
        "GUEST_PANICKED" => "the guest's kernel panicked",
        "BLOCK_IO_ERROR" when IsStop(happened) =>
            $"QEMU stopped the guest after a failed {happened.Text("operation")} "
            + $"of {happened.Text("qom-path") ?? happened.Text("device")}",
        "SHUTDOWN" when happened.Data.TryGetProperty("guest", out var own) && own.ValueKind == JsonValueKind.True =>
            "the guest shut down",
        _ => null,
    };

    private static bool IsStop(QmpEvent happened) => happened.Name == "BLOCK_IO_ERROR" && happened.Text("action") == "stop";

    private static string Explain(QmpEvent happened, string what) => FormattableString.Invariant(
        $"{what} at {happened.Timestamp.UtcDateTime:HH:mm:ss.fff} UTC ({Cause(happened)})");

    private static string Cause(QmpEvent happened) =>
        happened.Text("reason") ?? happened.Text("action") ?? "QEMU reports no reason";
}
