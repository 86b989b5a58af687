using TestHarness.Failures;
using TestHarness.Hosts.Channels;
using TestHarness.Hosts.Scripts;

namespace TestHarness.Hosts;

public abstract partial class PosixHost
{
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(30);

    public async Task<IHostProcess> StartAsync(Command command, CancellationToken cancellationToken = default)
    {
        var id = ProcessTag.Of(command);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(StartBound);
        var words = SupervisorScript.Words(id, command);
        var channel = await OpenInTimeAsync(
            () => OpenScriptAsync(words, bound.Token), command, StartBound, bound.Token, cancellationToken);
        var output = OutputCapture.OfLast(command.StandardOutput);
        var error = OutputCapture.OfLast(command.StandardError);
        try
        {
            if (await Handshake.ReadAsync(channel.Error, id, error, bound.Token) is not { } started)
                throw await NotStartedAsync(channel, command, error, bound.Token);

            return new SupervisedProcess(
                id, started, channel, output, error, (exitCode, duration) => Result(command, exitCode, output, error, duration));
        }
        catch (OperationCanceledException) when (bound.IsCancellationRequested)
        {
            var killed = await AbortAsync(channel.Kill, id);
            await channel.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw new HarnessException(
                FailureClass.Provision,
                $"'{command}' on {Name} was not started within {StartBound.TotalSeconds} s "
                + $"(standard error: '{error.Text.Trim()}'); it {killed}");
        }
        catch
        {
            await channel.DisposeAsync();
            throw;
        }
    }

    private async Task<HarnessException> NotStartedAsync(
        Channel channel, Command command, OutputCapture error, CancellationToken cancellationToken)
    {
        var exitCode = await channel.ExitAsync(cancellationToken);
        ThrowIfNotFound(exitCode, error.Text, command);
        return new HarnessException(
            FailureClass.Provision, $"'{command}' could not be started on {Name}, exit code {exitCode}: {error.Text.Trim()}");
    }
}
