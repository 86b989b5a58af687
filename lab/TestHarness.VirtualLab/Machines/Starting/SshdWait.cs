using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using TestHarness.Failures;

namespace TestHarness.VirtualLab.Machines.Starting;

/// <summary>
/// Waits until a host's sshd greets. QEMU accepts connections long before there is an sshd to pass them on to, and nothing
/// signals when there is, so it is tried.
/// </summary>
internal static class SshdWait
{
    private static readonly byte[] Greeting = Encoding.ASCII.GetBytes("SSH-");

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>How long one try waits: what QEMU could not pass on early is not passed on later.</summary>
    private static readonly TimeSpan Try = TimeSpan.FromSeconds(1);

    /// <exception cref="HarnessException">QEMU ended, or sshd did not greet in time (class provision).</exception>
    public static async Task RunAsync(LabHostFolder folder, int port, TimeSpan bound, CancellationToken cancellationToken)
    {
        for (var start = Stopwatch.GetTimestamp(); !await GreetsAsync(port, Try, cancellationToken); await Task.Delay(Interval, cancellationToken))
        {
            if (QemuProcess.Find(folder.ProcessIdFile) is null)
                throw Failure(folder, $"QEMU ended: {LabLogs.Tail(folder.QemuLog)}");
            if (Stopwatch.GetElapsedTime(start) > bound)
                throw Failure(folder, string.Create(CultureInfo.InvariantCulture, $"its sshd did not greet within {bound.TotalSeconds} s"));
        }
    }

    public static async Task<bool> GreetsAsync(int port, TimeSpan bound, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(bound);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(LabSsh.Address, port, limit.Token);
            var start = new byte[Greeting.Length];
            await client.GetStream().ReadExactlyAsync(start, limit.Token);
            return start.AsSpan().SequenceEqual(Greeting);
        }
        catch (Exception unready) when (unready is SocketException or IOException
            || (unready is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private static HarnessException Failure(LabHostFolder folder, string what) => new(
        FailureClass.Provision, $"{folder.Name}: {what}; the end of {folder.SerialLog}: {LabLogs.Tail(folder.SerialLog)}");
}
