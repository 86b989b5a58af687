using System.Text;
using Renci.SshNet;

namespace TestHarness.Hosts.SshNet;

/// <summary>
/// Ends a connection that has become silent. SSH.NET's own keep-alive asks for no answer, so it does not notice a host that is
/// gone: here a <c>cat</c> on the host has to send back each line. The heartbeat takes one session of the connection.
/// </summary>
internal sealed class SshNetHeartbeat : IAsyncDisposable
{
    private static readonly byte[] Beat = Encoding.ASCII.GetBytes("beat\n");

    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _missed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SshClient _client;
    private readonly SshCommand _command;
    private readonly SshNetOutput _output;
    private readonly Task _beating;

    private SshNetHeartbeat(SshClient client)
    {
        _client = client;
        _command = client.CreateCommand("exec cat");

        // The command ends with the connection; the commands on it report the reason.
        _ = _command.ExecuteAsync(CancellationToken.None).ContinueWith(ended => ended.Exception, TaskScheduler.Default);
        _output = new(_command.OutputStream);
        _beating = BeatAsync(_command.CreateInputStream());
    }

    /// <summary>A task that ends when the host did not answer in time.</summary>
    public Task Missed => _missed.Task;

    /// <summary>Opens the session on a thread of the pool, because SSH.NET's calls block.</summary>
    public static Task<SshNetHeartbeat> StartAsync(SshClient client) => Task.Run(() => new SshNetHeartbeat(client));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Run(() => SshNetFailure.Ignore(_command.Dispose));
        _output.Dispose();
        _end.Dispose();
    }

    private async Task BeatAsync(Stream input)
    {
        using var timer = new PeriodicTimer(SshNetBounds.Silence / 3);
        var buffer = new byte[Beat.Length];
        while (await timer.WaitForNextTickAsync(_end.Token))
        {
            input.Write(Beat);
            try
            {
                await _output.Stream.ReadExactlyAsync(buffer, _end.Token).AsTask()
                    .WaitAsync(SshNetBounds.Silence * 2 / 3, _end.Token);
            }
            catch (TimeoutException)
            {
                // The host is silent: the commands of the connection report that.
                _missed.SetResult();
                _client.Disconnect();
                return;
            }
        }
    }
}
