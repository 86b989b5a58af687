using System.Net;
using System.Net.Sockets;
using TestHarness.Failures;

namespace TestHarness.Qmp.Transport;

/// <summary>Connects to a peer that may only be starting.</summary>
internal static class PatientConnect
{
    /// <summary>
    /// Nothing signals that a socket has come to listen, on another host least of all, so it is tried at this interval.
    /// </summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <param name="greet">What is done on a fresh connection. A peer that closes it at once is tried again, because an SSH
    /// forward accepts before it knows whether anything listens at its far end.</param>
    public static async Task<T> RunAsync<T>(
        string name,
        EndPoint endPoint,
        TimeSpan timeout,
        int maxLineBytes,
        Func<JsonLines, CancellationToken, Task<T>> greet,
        Func<string, string> timeoutMessage,
        FailureClass failureClass,
        CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(timeout);
        var last = "the connection could not be made";
        try
        {
            while (true)
            {
                try
                {
                    return await AttemptAsync(endPoint, maxLineBytes, greet, () => last = "connected, but it said nothing",
                        bound.Token);
                }
                catch (Exception e) when (MayComeUp(e))
                {
                    last = e.Message;
                }

                await Task.Delay(Interval, bound.Token);
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HarnessException(failureClass, $"{name}: {timeoutMessage(last)}", e);
        }
        catch (Exception e) when (e is SocketException or IOException or InvalidDataException)
        {
            throw new HarnessException(failureClass, $"{name}: cannot connect to {endPoint}: {e.Message}", e);
        }
    }

    private static async Task<T> AttemptAsync<T>(
        EndPoint endPoint, int maxLineBytes, Func<JsonLines, CancellationToken, Task<T>> greet,
        Action connected, CancellationToken ct)
    {
        var lines = await JsonLines.ConnectAsync(endPoint, maxLineBytes, ct);
        connected();
        try
        {
            return await greet(lines, ct);
        }
        catch
        {
            await lines.DisposeAsync();
            throw;
        }
    }

    private static bool MayComeUp(Exception e) => e switch
    {
        SocketException s => s.SocketErrorCode is SocketError.ConnectionRefused or SocketError.ConnectionReset
            or SocketError.AddressNotAvailable,
        EndOfStreamException => true,
        IOException { InnerException: SocketException s } => s.SocketErrorCode is SocketError.ConnectionReset,
        _ => false,
    };
}
