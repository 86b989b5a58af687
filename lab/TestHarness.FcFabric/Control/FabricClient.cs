using System.Collections.Immutable;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using TestHarness.Failures;

namespace TestHarness.FcFabric.Control;

/// <summary>The client of a running fabric.</summary>
/// <param name="path">The path of the fabric's control socket.</param>
public sealed class FabricClient(string path)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    /// <summary>Lists the ports.</summary>
    public Task<ImmutableArray<PortStatus>> PortsAsync(CancellationToken cancellationToken = default) =>
        AskAsync<ImmutableArray<PortStatus>>(new ControlRequest("ports"), cancellationToken);

    /// <summary>Lists the zones.</summary>
    public Task<ZoningStatus> ZonesAsync(CancellationToken cancellationToken = default) =>
        AskAsync<ZoningStatus>(new ControlRequest("zones"), cancellationToken);

    /// <summary>Defines a zone, or without members removes it; <see cref="ActivateZonesAsync"/> puts it in force.</summary>
    public Task<ZoningStatus> DefineZoneAsync(
        string name, ImmutableArray<string> members, CancellationToken cancellationToken = default) =>
        AskAsync<ZoningStatus>(new ControlRequest("zone-define", Zone: name, Members: members), cancellationToken);

    /// <summary>Puts the defined zones in force.</summary>
    public Task<ZoningStatus> ActivateZonesAsync(CancellationToken cancellationToken = default) =>
        AskAsync<ZoningStatus>(new ControlRequest("zones-activate"), cancellationToken);

    /// <summary>Removes all zones.</summary>
    public Task<ZoningStatus> ClearZonesAsync(CancellationToken cancellationToken = default) =>
        AskAsync<ZoningStatus>(new ControlRequest("zones-clear"), cancellationToken);

    /// <summary>Takes a link down or up.</summary>
    /// <param name="target">A host's name for its link, or a vHBA's WWPN.</param>
    public Task SetLinkAsync(string target, bool isUp, CancellationToken cancellationToken = default) =>
        SendAsync(new ControlRequest(isUp ? "link-up" : "link-down", target), Bound, cancellationToken);

    /// <summary>Makes a host log in again, as after a restore.</summary>
    public Task ClearLinksAsync(string host, CancellationToken cancellationToken = default) =>
        SendAsync(new ControlRequest("clear-links", host), Bound, cancellationToken);

    /// <summary>Sets or reads the limit of vHBAs.</summary>
    /// <param name="limit">The number of vHBAs that may log in by one HBA; null changes nothing.</param>
    /// <returns>The limit in force.</returns>
    public Task<int> LimitAsync(int? limit, CancellationToken cancellationToken = default) =>
        AskAsync<int>(new ControlRequest("limit", Limit: limit), cancellationToken);

    /// <summary>Starts a capture of frames.</summary>
    public Task StartCaptureAsync(string file, long mostBytes, CancellationToken cancellationToken = default) =>
        SendAsync(
            new ControlRequest("capture-start", File: Path.GetFullPath(file), MostBytes: mostBytes), Bound, cancellationToken);

    /// <summary>Ends the capture.</summary>
    public Task<CaptureStatus> StopCaptureAsync(CancellationToken cancellationToken = default) =>
        AskAsync<CaptureStatus>(new ControlRequest("capture-stop"), cancellationToken);

    /// <summary>Waits until the HBAs of hosts are online.</summary>
    /// <exception cref="HarnessException">Class provision: not all HBAs came online in time.</exception>
    public Task WaitOnlineAsync(ImmutableArray<string> hosts, TimeSpan bound, CancellationToken cancellationToken = default) =>
        SendAsync(
            new ControlRequest("wait-online", Members: hosts, Seconds: (int)bound.TotalSeconds),
            bound + Bound,
            cancellationToken);

    private async Task<T> AskAsync<T>(ControlRequest request, CancellationToken cancellationToken) =>
        (await SendAsync(request, Bound, cancellationToken) ?? throw Failure(request, "the fabric answered without a result"))
            .Deserialize<T>(ControlJson.Options)!;

    private async Task<JsonElement?> SendAsync(ControlRequest request, TimeSpan bound, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(bound);
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), limit.Token);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync(
                Encoding.UTF8.GetBytes(JsonSerializer.Serialize(request, ControlJson.Options) + "\n"), limit.Token);
            using var reader = new StreamReader(stream);
            var answer = await reader.ReadLineAsync(limit.Token) is { } line
                ? JsonSerializer.Deserialize<ControlAnswer>(line, ControlJson.Options)
                : null;
            return answer switch
            {
                null => throw Failure(request, "the fabric closed the connection without an answer"),
                { Error: { } error } => throw Refusal(error),
                _ => answer.Result,
            };
        }
        catch (SocketException exception)
        {
            throw Failure(request, $"{path}: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            throw Failure(request, exception.Message, exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure(request, $"the fabric did not answer within {bound.TotalSeconds} s");
        }
    }

    private static HarnessException Failure(ControlRequest request, string what, Exception? inner = null) => new(
        FailureClass.Provision,
        $"the Fibre Channel fabric could not be asked for '{request.Command}': {what}; 'harness lab up' brings it up",
        inner);

    /// <summary>Makes the exception of an error; the fabric's messages begin with their class, as all do.</summary>
    private static HarnessException Refusal(string error)
    {
        foreach (var failureClass in Enum.GetValues<FailureClass>())
        {
            var label = $"[{HarnessException.Label(failureClass)}] ";
            if (error.StartsWith(label, StringComparison.Ordinal))
                return new HarnessException(failureClass, error[label.Length..]);
        }

        return new HarnessException(FailureClass.Config, error);
    }
}
