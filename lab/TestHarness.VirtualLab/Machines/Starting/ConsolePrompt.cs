using System.Net.Sockets;
using System.Text;
using TestHarness.Failures;

namespace TestHarness.VirtualLab.Machines.Starting;

/// <summary>The prompt of the root shell on a host's serial console, which shows that the boot is nearly done.</summary>
internal static class ConsolePrompt
{
    private const int Window = 200;

    /// <summary>Waits for the prompt.</summary>
    /// <exception cref="HarnessException">Class provision: QEMU ended, or there was no prompt in time.</exception>
    public static async Task WaitAsync(LabHostFolder folder, TimeSpan bound, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(bound);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(folder.Serial), limit.Token);
            var prompt = $"root@{folder.Name}:";
            var bytes = new byte[4096];
            for (var last = ""; !last.Contains(prompt, StringComparison.Ordinal);)
            {
                var count = await socket.ReceiveAsync(bytes, limit.Token);
                if (count == 0)
                    throw Failure(folder, $"its QEMU ended: {LabLogs.Tail(folder.QemuLog)}");
                last = $"{last[^Math.Min(last.Length, Window)..]}{Encoding.Latin1.GetString(bytes, 0, count)}";
            }
        }
        catch (SocketException exception)
        {
            throw Failure(folder, $"the connection to its console ended ({exception.Message}): {LabLogs.Tail(folder.QemuLog)}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure(folder, $"its console showed no shell prompt within {bound.TotalSeconds} s");
        }
    }

    private static HarnessException Failure(LabHostFolder folder, string what) => new(
        FailureClass.Provision,
        $"{folder.Name} did not boot: {what}; the end of {folder.SerialLog}: {LabLogs.Tail(folder.SerialLog)}");
}
