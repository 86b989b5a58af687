using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using TestHarness.Failures;

namespace TestHarness.Hosts;

/// <summary>A host that writes every command to a log, for evidence. Disposing it does not dispose the host itself.</summary>
public sealed class LoggedHost(IHost host, CommandLog log) : IHost
{
    private readonly ConcurrentDictionary<IHostProcess, bool> _running = [];

    /// <summary>The processes that were started on the host and have not ended.</summary>
    public IEnumerable<IHostProcess> Running => _running.Keys;

    public string Name => host.Name;

    public HostConnection Connection => host.Connection;

    public Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default) =>
        LogAsync(command.ToString(), command, () => host.RunAsync(command, cancellationToken));

    /// <summary>Logs the start at once, and the end with its exit code as soon as the process has ended.</summary>
    public async Task<IHostProcess> StartAsync(Command command, CancellationToken cancellationToken = default)
    {
        var process = await LogAsync($"start {command}", command, () => host.StartAsync(command, cancellationToken));
        _running[process] = true;
        _ = LogEndAsync(process, command);
        return process;
    }

    private async Task LogEndAsync(IHostProcess process, Command command)
    {
        try
        {
            await LogAsync($"end of {command}", command, () => process.Completion);
        }
        finally
        {
            _running.TryRemove(process, out _);
        }
    }

    public Task PutFileAsync(string localPath, string hostPath, CancellationToken cancellationToken = default) =>
        LogAsync(
            $"put {ShellQuote.Join([localPath, hostPath])}", () => host.PutFileAsync(localPath, hostPath, cancellationToken));

    public Task GetFileAsync(string hostPath, string localPath, CancellationToken cancellationToken = default) =>
        LogAsync(
            $"get {ShellQuote.Join([hostPath, localPath])}", () => host.GetFileAsync(hostPath, localPath, cancellationToken));

    public Task<IForward> ForwardAsync(EndPoint endPoint, CancellationToken cancellationToken = default) =>
        LogAsync($"forward {endPoint}", null, () => host.ForwardAsync(endPoint, cancellationToken));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<bool> LogAsync(string operation, Func<Task> action) =>
        LogAsync(operation, null, async () =>
        {
            await action();
            return true;
        });

    private async Task<T> LogAsync<T>(string operation, Command? command, Func<Task<T>> action)
    {
        var line = new CommandLogLine(DateTimeOffset.UtcNow, Name, operation)
        {
            Environment = command is { Environment.IsEmpty: false }
                ? command.Environment.Keys.Order(StringComparer.Ordinal)
                : null,
        };
        var start = Stopwatch.GetTimestamp();
        try
        {
            var value = await action();
            log.Append(line with
            {
                DurationMs = Stopwatch.GetElapsedTime(start).TotalMilliseconds,
                ExitCode = (value as CommandResult)?.ExitCode,
                StandardOutputBytes = (value as CommandResult)?.StandardOutputBytes,
                StandardErrorBytes = (value as CommandResult)?.StandardErrorBytes,
            });
            return value;
        }
        catch (Exception exception) when (exception is HarnessException or OperationCanceledException)
        {
            log.Append(line with { DurationMs = Stopwatch.GetElapsedTime(start).TotalMilliseconds, Error = exception.Message });
            throw;
        }
    }
}
