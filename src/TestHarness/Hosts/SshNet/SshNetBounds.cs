using Renci.SshNet;
using Renci.SshNet.Common;

namespace TestHarness.Hosts.SshNet;

/// <summary>The time limits of OpenSSH's transport, for clients of SSH.NET.</summary>
internal static class SshNetBounds
{
    /// <summary>The time limit of one connection attempt.</summary>
    public static TimeSpan Connect { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The time for which a connection may be silent before it is given up.</summary>
    public static TimeSpan Silence { get; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Connects and logs in. Not every part of a login can be cancelled: a part that continues after the time limit ends by
    /// itself.
    /// </summary>
    /// <exception cref="SshOperationTimeoutException">The login did not end in time.</exception>
    public static async Task ConnectAsync(SshClient client, CancellationToken cancellationToken)
    {
        var connecting = Task.Run(() => client.ConnectAsync(cancellationToken), cancellationToken);
        try
        {
            await connecting.WaitAsync(2 * Connect, cancellationToken);
        }
        catch (Exception exception)
        {
            _ = connecting.ContinueWith(_ => client.Dispose(), TaskScheduler.Default);
            if (exception is TimeoutException)
                throw new SshOperationTimeoutException("timed out");
            throw;
        }
    }
}
