using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.VirtualLab.Machines.Starting;

/// <summary>
/// Waits until a host is reached over SSH. QEMU accepts connections long before there is an sshd to pass them on to, and nothing
/// signals when there is, so it is tried.
/// </summary>
internal static class SshdWait
{
    private static readonly byte[] Greeting = Encoding.ASCII.GetBytes("SSH-");

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a try waits: what QEMU could not pass on early is passed on late, or never.</summary>
    private static readonly TimeSpan FirstTry = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Each try waits longer than the one before by this. A slow sshd has them in its queue, and refuses a client that has not
    /// logged in 15 times within as many seconds (sshd_config(5), PerSourcePenalties).
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.25);

    private static readonly TimeSpan LongestTry = TimeSpan.FromSeconds(4);

    /// <summary>Waits until a command was run over SSH; a connection that a busy machine was too slow for is made again.</summary>
    /// <exception cref="HarnessException">QEMU ended, or no command was run in time (class provision).</exception>
    public static async Task RunAsync(LabHostFolder folder, IHost host, int port, TimeSpan bound, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        for (var patience = FirstTry; ; patience = patience < LongestTry ? patience + Patience : LongestTry)
        {
            var why = await GreetsAsync(port, patience, cancellationToken)
                ? await WhyNoCommandAsync(host, cancellationToken)
                : "its sshd does not greet";
            if (why is null)
                return;
            if (QemuProcess.Find(folder.ProcessIdFile) is null)
                throw Failure(folder, $"QEMU ended: {LabLogs.Tail(folder.QemuLog)}");
            if (Stopwatch.GetElapsedTime(start) > bound)
                throw Failure(folder, string.Create(CultureInfo.InvariantCulture, $"no command was run over SSH within {bound.TotalSeconds} s ({why})"));
            await Task.Delay(Interval, cancellationToken);
        }
    }

    private static async Task<string?> WhyNoCommandAsync(IHost host, CancellationToken cancellationToken)
    {
        try
        {
            return (await host.RunAsync(new Command("true"), cancellationToken)).Succeeded ? null : "'true' failed";
        }
        catch (HarnessException e) when (e.FailureClass is FailureClass.Ssh or FailureClass.Provision)
        {
            return e.Message;
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
