using Renci.SshNet;
using Renci.SshNet.Common;

namespace TestHarness.Hosts.SshNet;

/// <summary>The bounds of OpenSSH's transport, for clients of SSH.NET.</summary>
internal static class SshNetBounds
{
    public static TimeSpan Connect { get; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may be silent before it is given up.</summary>
    public static TimeSpan Silence { get; } = TimeSpan.FromSeconds(15);

    /// <summary>Not all of a login can be cancelled: what goes on after the bound ends by itself and is left alone.</summary>
    public static async Task ConnectAsync(SshClient client, CancellationToken cancellationToken)
    {
        var connecting = Task.Run(() => client.ConnectAsync(cancellationToken), cancellationToken);
        try
        {
            await connecting.WaitAsync(2 * Connect, cancellationToken);
        }
        catch (Exception failure)
        {
            _ = connecting.ContinueWith(_ => client.Dispose(), TaskScheduler.Default);
            if (failure is TimeoutException)
                throw new SshOperationTimeoutException("timed out");
            throw;
        }
    }
}
