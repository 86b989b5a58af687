using System.Net;
using TestHarness.Failures;
using TestHarness.Qmp.Transport;

namespace TestHarness.Qmp;

/// <summary>
/// A session with one QEMU monitor (QMP). Several commands may be pending at once; events are kept in <see cref="Events"/>. When
/// the session ends, for whatever reason, every pending command and every wait for an event fails with that reason.
/// </summary>
/// <remarks>Source: QEMU docs/interop/qmp-spec.</remarks>
public sealed partial class QmpClient : IAsyncDisposable
{
    private readonly JsonLines _lines;
    private readonly QmpOptions _options;
    private readonly PendingCommands _pending = new();
    private readonly CancellationTokenSource _disposing = new();
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;

    private QmpClient(string name, JsonLines lines, QmpGreeting greeting, QmpOptions options)
    {
        (Name, _lines, Greeting, _options) = (name, lines, greeting, options);
        Events = new QmpEvents(name, DescribeState);
    }

    /// <summary>The name of this session in messages and in the transcript, for example <c>source</c>.</summary>
    public string Name { get; }

    /// <summary>The greeting of QEMU.</summary>
    public QmpGreeting Greeting { get; }

    /// <summary>The events of the session.</summary>
    public QmpEvents Events { get; }

    /// <summary>A task that ends when the session has ended; its result is the reason.</summary>
    public Task<string> Closed => _closed.Task;

    /// <summary>
    /// Connects, also to a QEMU that is still starting, and negotiates capabilities; enables out-of-band commands when QEMU
    /// offers them.
    /// </summary>
    /// <exception cref="HarnessException">
    /// Class qmp: there was no greeting within <see cref="QmpOptions.ConnectTimeout"/>, or the peer does not use QMP.
    /// </exception>
    public static async Task<QmpClient> ConnectAsync(
        string name, EndPoint endPoint, QmpOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= QmpOptions.Default;
        var client = await PatientConnect.RunAsync(
            name, endPoint, options.ConnectTimeout, options.MaxLineBytes, GreetAsync, TimeoutMessage,
            FailureClass.Qmp, cancellationToken);
        client._reading = client.ReadAsync();
        try
        {
            string[] enable = client.Greeting.OffersOutOfBand ? ["oob"] : [];
            await client.ExecuteAsync("qmp_capabilities", new { enable }, options.ConnectTimeout, cancellationToken);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }

        async Task<QmpClient> GreetAsync(JsonLines lines, CancellationToken ct)
        {
            var line = await lines.ReadLineAsync(ct)
                ?? throw new EndOfStreamException("the peer closed the connection before it greeted");
            var greeting = QmpGreeting.Parse(name, line);
            options.Transcript?.Write(Transcripts.QmpDirection.In, name, line.Span);
            return new QmpClient(name, lines, greeting, options);
        }

        string TimeoutMessage(string last) =>
            $"no QMP greeting from {endPoint} within {Text.Seconds(options.ConnectTimeout)} ({last}); " +
            "check that QEMU runs, and that no other client holds this monitor, which serves one at a time";
    }

    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync();
        await _reading;
        await _lines.DisposeAsync();
    }
}
