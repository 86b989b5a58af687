using System.Net;
using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Qmp;
using TestHarness.Qmp.Transport;

namespace TestHarness.Guests.Agent;

/// <summary>
/// A session with the QEMU guest agent in one guest. The agent has no command ids, so commands run one after the other. After a
/// command that was not answered in time, client and agent are synchronized again before the next command.
/// </summary>
/// <remarks>Source: QEMU docs/interop/qemu-ga, qga/qapi-schema.json.</remarks>
public sealed partial class GuestAgentClient : IGuestAgent, IAsyncDisposable
{
    private readonly JsonLines _lines;
    private readonly GuestAgentOptions _options;
    private readonly SemaphoreSlim _turn = new(1);
    private string _lastAnswered = "none";
    private bool _isInStep;

    private GuestAgentClient(string name, JsonLines lines, GuestAgentOptions options) =>
        (Name, _lines, _options) = (name, lines, options);

    /// <summary>The name of this session in messages and in the transcript, for example <c>guest</c>.</summary>
    public string Name { get; }

    /// <summary>Connects and waits for an agent that answers.</summary>
    /// <param name="endPoint">The host's side of the agent's channel, such as the socket of its chardev.</param>
    /// <exception cref="HarnessException">
    /// Class guest-health: no agent answered within <see cref="GuestAgentOptions.ConnectTimeout"/>.
    /// </exception>
    public static Task<GuestAgentClient> ConnectAsync(
        string name, EndPoint endPoint, GuestAgentOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= GuestAgentOptions.Default;
        return PatientConnect.RunAsync(
            name, endPoint, options.ConnectTimeout, options.MaxLineBytes, GreetAsync, TimeoutMessage,
            FailureClass.GuestHealth, cancellationToken);

        async Task<GuestAgentClient> GreetAsync(JsonLines lines, CancellationToken ct)
        {
            var client = new GuestAgentClient(name, lines, options);
            await client.SyncAsync(ct);
            return client;
        }

        string TimeoutMessage(string last) =>
            $"the agent did not answer guest-sync within {Text.Seconds(options.ConnectTimeout)}: " +
            $"check that qemu-guest-agent runs in the guest ({endPoint}: {last})";
    }

    /// <inheritdoc/>
    public async Task<JsonElement> ExecuteAsync(
        string command, object? arguments = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var bound = timeout ?? _options.CommandTimeout;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(bound);
        try
        {
            await _turn.WaitAsync(limit.Token);
            try
            {
                return await AskAsync(command, arguments, limit.Token);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure($"the guest agent did not answer '{command}' within {Text.Seconds(bound)}; " +
                $"last answered: {_lastAnswered}", exception);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw Failure($"the connection to the guest agent ended while '{command}' was pending: {exception.Message}; " +
                $"last answered: {_lastAnswered}", exception);
        }
    }

    public ValueTask DisposeAsync() => _lines.DisposeAsync();

    private HarnessException Failure(string message, Exception? inner = null) => ((IGuestAgent)this).Failure(message, inner);

    private async Task<JsonElement> AskAsync(string command, object? arguments, CancellationToken cancellationToken)
    {
        if (!_isInStep)
            await SyncAsync(cancellationToken);

        _isInStep = false;
        await SendAsync(QmpRequest.Create("execute", command, arguments, null), cancellationToken);
        var answer = await ReceiveAsync(cancellationToken);
        _isInStep = true;
        _lastAnswered = command;

        if (answer.TryGetProperty("return", out var value))
            return value;
        throw Failure(answer.TryGetProperty("error", out var error)
            ? $"the guest agent refused '{command}': {Text.Shorten(error.GetRawText())}"
            : $"expected a reply to '{command}', found {Text.Shorten(answer.GetRawText())}");
    }
}
