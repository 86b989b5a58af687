using System.Text;
using Renci.SshNet;

namespace TestHarness.Hosts.SshNet;

/// <summary>
/// Ends a connection that has fallen silent. SSH.NET's own keep-alive asks for no answer, so that a host that is gone is not
/// noticed by it: here a <c>cat</c> on the host has to send back what it is sent.
/// </summary>
internal sealed class SshNetHeartbeat : IAsyncDisposable
{
    private static readonly byte[] Beat = Encoding.ASCII.GetBytes("beat\n");

    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _missed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _beating;

    public SshNetHeartbeat(SshClient client) =>
        _beating = Task.Run(() => BeatAsync(client));

    /// <summary>Ends when the host did not answer in time.</summary>
    public Task Missed => _missed.Task;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task BeatAsync(SshClient client)
    {
        using var timer = new PeriodicTimer(SshNetBounds.Silence / 3);
        using var command = client.CreateCommand("exec cat");
        _ = command.ExecuteAsync(CancellationToken.None).ContinueWith(ended => ended.Exception, TaskScheduler.Default);
        using var output = new SshNetOutput(command.OutputStream);
        var input = command.CreateInputStream();
        var buffer = new byte[Beat.Length];
        while (await timer.WaitForNextTickAsync(_end.Token))
        {
            input.Write(Beat);
            try
            {
                await output.Stream.ReadExactlyAsync(buffer, _end.Token).AsTask()
                    .WaitAsync(SshNetBounds.Silence * 2 / 3, _end.Token);
            }
            catch (TimeoutException)
            {
                _missed.SetResult();
                client.Disconnect();
                return;
            }
        }
    }
}
