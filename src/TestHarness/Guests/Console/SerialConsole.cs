using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using TestHarness.Failures;

namespace TestHarness.Guests.Console;

/// <summary>
/// A guest's serial port, over a socket chardev of QEMU. The port belongs to the guest, not to one QEMU: after a migration
/// <see cref="MoveTo"/> continues with the destination's socket, after the last byte of the source's.
/// </summary>
public sealed class SerialConsole : IAsyncDisposable
{
    private static readonly TimeSpan ReadBound = TimeSpan.FromSeconds(1);

    private readonly ConsoleText _text = new();
    private readonly Stream? _log;
    private readonly SemaphoreSlim _input = new(1, 1);
    private Link _link;
    private string _migration = "";

    private SerialConsole(Link link, Stream? log)
    {
        _link = link;
        _log = log;
        _link.Pump(Receive, _text.Close);
    }

    /// <summary>Connects to a guest's serial port.</summary>
    /// <param name="log">
    /// A stream to which every byte is copied as it comes, for example a file of the evidence; null for none.
    /// </param>
    public static async Task<SerialConsole> ConnectAsync(
        EndPoint endPoint, Stream? log, CancellationToken cancellationToken = default) =>
        new(await Link.ConnectAsync(endPoint, cancellationToken), log);

    /// <summary>The number of characters that the guest has printed so far: a position to wait from.</summary>
    public long Position => _text.Length;

    /// <summary>Whether the port was closed by a QEMU that the guest had not left.</summary>
    internal bool IsClosed => _text.IsClosed;

    /// <summary>Waits for a line that matches a pattern.</summary>
    /// <param name="pattern">The pattern, which matches within one line with its line feed, and has no anchors.</param>
    /// <param name="from">A <see cref="Position"/>; of the text before the call, the last 1 Mi characters are read.</param>
    /// <exception cref="HarnessException">Class guest-health: no line matched in time, or the console was closed.</exception>
    public Task WaitForAsync(
        Regex pattern, long from, TimeSpan timeout, string situation, CancellationToken cancellationToken = default) =>
        _text.ReadAsync(new ConsolePattern(pattern), from, timeout, situation, cancellationToken);

    /// <summary>Waits for the end of the console, of which the exception tells.</summary>
    /// <param name="situation">The beginning of the message.</param>
    /// <exception cref="HarnessException">Class guest-health: the console was closed, as QEMU ended.</exception>
    internal Task AwaitEndAsync(string situation, CancellationToken cancellationToken) => _text.ReadAsync(
        new ConsoleEnd(), Position, Timeout.InfiniteTimeSpan, situation, cancellationToken);

    /// <summary>Returns the kept text from a position on: at least the last 1 Mi characters are kept.</summary>
    public string TextFrom(long position) => _text.From(position);

    /// <summary>Sends text to the guest; waits for the end of a migration that holds the input.</summary>
    /// <param name="timeout">The time limit for the end of such a migration, and again for the guest to read the text.</param>
    /// <exception cref="HarnessException">
    /// Class guest-health: a migration did not end in time, the port is closed, or the guest does not read.
    /// </exception>
    public async Task SendAsync(string text, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        using (await HoldForCommandAsync(timeout, cancellationToken))
            await WriteAsync(text, timeout, cancellationToken);
    }

    /// <summary>
    /// Holds input back until the result is disposed. Input that the source's UART has not taken at switchover would be lost, so
    /// a migration holds the input from its start to <see cref="MoveTo"/>.
    /// </summary>
    /// <param name="migration">The migration in words, from where to where; empty when that is not known.</param>
    /// <param name="timeout">The time limit for the end of the command that is being sent, or of another migration.</param>
    /// <exception cref="HarnessException">Class migration: the input was not free in time.</exception>
    public async Task<IDisposable> HoldInputAsync(
        string migration, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        if (!await _input.WaitAsync(timeout, cancellationToken))
        {
            throw new HarnessException(
                FailureClass.Migration,
                $"the guest's serial console was not free for a migration{migration} within {timeout.TotalSeconds:0.#} s: "
                + $"another migration{_migration} or a command has it");
        }

        _migration = migration;
        return new Hold(this);
    }

    /// <summary>Records that the guest has left this QEMU, whose end is then not the end of the console.</summary>
    public void Leave() => _link.HasMoved = true;

    /// <summary>
    /// Continues with another QEMU's socket. Input goes there at once; output from there is read after the old socket has closed,
    /// so that the old socket's last bytes come first.
    /// </summary>
    /// <param name="patience">The time for which the old socket may stay open before it is dropped; 10 s unless given.</param>
    public void MoveTo(SerialConsoleStandby destination, TimeSpan? patience = null)
    {
        var left = _link;
        _link = destination.Link;
        _link.PumpAfter(left, patience ?? TimeSpan.FromSeconds(10), Receive, _text.Close);
    }

    public async ValueTask DisposeAsync()
    {
        _link.Dispose();
        await _link.Ended;
        _input.Dispose();
        if (_log is not null)
            await _log.DisposeAsync();
    }

    /// <summary>Holds migrations back until the result is disposed, so that no command is on its way at a switchover.</summary>
    /// <param name="timeout">The time limit for the end of a migration that holds the input.</param>
    /// <exception cref="HarnessException">Class guest-health: a migration did not end in time.</exception>
    internal async Task<IDisposable> HoldForCommandAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!await _input.WaitAsync(timeout, cancellationToken))
        {
            var bound = $"{timeout.TotalSeconds:0.#} s";
            throw Failure(
                $"the guest takes no input while it is migrated{_migration}, and the migration did not end within {bound}");
        }

        return new Hold(this);
    }

    /// <summary>Makes a failure with the console's last lines.</summary>
    internal HarnessException Failure(string situation) =>
        new(FailureClass.GuestHealth, $"{situation}; the console's last lines: {_text.Tail()}");

    internal Task ReadAsync(
        IConsoleReader reader, long from, TimeSpan timeout, string situation, CancellationToken cancellationToken) =>
        _text.ReadAsync(reader, from, timeout, situation, cancellationToken);

    private async Task WriteAsync(string text, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(timeout);
        try
        {
            await _link.Stream.WriteAsync(Encoding.UTF8.GetBytes(text), bound.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure($"the guest did not read its serial port for {timeout.TotalSeconds:0.#} s");
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The guest's last output may not be read yet.
            await _link.Ended.WaitAsync(ReadBound, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw Failure(Link.Closed);
        }
    }

    private void Receive(ReadOnlySpan<char> text, ReadOnlySpan<byte> bytes)
    {
        _log?.Write(bytes);
        _log?.Flush();
        _text.Append(text);
    }

    private void Release()
    {
        _migration = "";
        _input.Release();
    }

    private sealed class Hold(SerialConsole console) : IDisposable
    {
        private SerialConsole? _held = console;

        public void Dispose() => Interlocked.Exchange(ref _held, null)?.Release();
    }
}
