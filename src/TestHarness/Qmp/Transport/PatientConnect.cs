using System.Net;
using System.Net.Sockets;
using TestHarness.Failures;

namespace TestHarness.Qmp.Transport;

/// <summary>Connects to a peer that may still be starting.</summary>
internal static class PatientConnect
{
    /// <summary>The interval of the attempts: nothing signals that a socket listens, least of all on another host.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Connects and reads the greeting, within a time limit.</summary>
    /// <param name="greet">
    /// Reads the greeting on a new connection. When the peer closes the connection at once, the next attempt follows, because an
    /// SSH forward accepts before it knows whether anything listens at its far end.
    /// </param>
    /// <exception cref="HarnessException">
    /// The class that is given: there was no greeting in time, or the connection failed.
    /// </exception>
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
                    return await AttemptAsync(endPoint, maxLineBytes, greet, () => last = "connected, but the peer sent nothing",
                        bound.Token);
                }
                catch (Exception exception) when (MayComeUp(exception))
                {
                    // The peer may still be starting: the next attempt follows, and the time limit's message has the last cause.
                    last = exception.Message;
                }

                await Task.Delay(Interval, bound.Token);
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HarnessException(failureClass, $"{name}: {timeoutMessage(last)}", exception);
        }
        catch (Exception exception) when (exception is SocketException or IOException or InvalidDataException)
        {
            throw new HarnessException(failureClass, $"{name}: cannot connect to {endPoint}: {exception.Message}", exception);
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
