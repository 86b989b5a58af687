namespace TestHarness.Hosts.Channels;

/// <summary>
/// A command with a channel of its own, which is disposed with it. It feeds the command and collects its output, all three
/// streams at once, until the command has ended.
/// </summary>
internal sealed class Exchange(Channel channel, Command command) : ICommandRun
{
    private readonly OutputCapture _output =
        command.StandardOutput is { } output ? OutputCapture.OfNothing(output) : OutputCapture.OfFirst();

    private readonly OutputCapture _error =
        command.StandardError is { } error ? OutputCapture.OfLast(error) : OutputCapture.OfFirst();

    public OutputCapture Output => _output;

    public OutputCapture Error => _error;

    public bool HasExited => channel.HasExited;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var exit = channel.ExitAsync(stop.Token);
        var ends = new List<Task>
        {
            exit, _output.PumpAsync(channel.Output, stop.Token), _error.PumpAsync(channel.Error, stop.Token),
        };
        var feed = FeedAsync(stop.Token);
        try
        {
            await foreach (var ended in Task.WhenEach([.. ends, feed]))
            {
                await ended;
                ends.Remove(ended);
                if (ends.Count == 0)
                    break;
            }

            return await exit;
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    public void Abandon() => channel.Kill();

    public Task<bool> IsOverAsync() => Task.FromResult(true);

    public ValueTask DisposeAsync() => channel.DisposeAsync();

    private async Task FeedAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (command.StandardInput is not { } input)
                return;
            await input.CopyToAsync(channel.Input, cancellationToken);
            await channel.Input.DisposeAsync();
        }
        catch (IOException) when (!cancellationToken.IsCancellationRequested)
        {
            // The channel ended before its input; ExitAsync reports the reason.
        }
    }
}
