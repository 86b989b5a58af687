using System.Diagnostics;
using System.Text;
using System.Text.Json.Serialization;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Qmp.Transport;

namespace TestHarness.Guests.Agent;

/// <summary>Runs commands in the guest through its agent (<c>guest-exec</c>).</summary>
public static class GuestExec
{
    /// <summary>The interval of the polls: the agent does not report by itself that a command has ended.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// The time limit for the end of a killed process; a process that waits for a device in the kernel does not end.
    /// </summary>
    private static readonly TimeSpan KillBound = TimeSpan.FromSeconds(5);

    /// <summary>Runs a command to its end; a non-zero exit code is a result. Kills a command that takes too long.</summary>
    /// <exception cref="HarnessException">
    /// Class guest-health: the command did not end in time, the agent cut its output, refused, or closed the connection.
    /// </exception>
    public static async Task<CommandResult> RunAsync(
        this IGuestAgent agent, Command command, CancellationToken cancellationToken = default)
    {
        var clock = Stopwatch.StartNew();
        var process = await agent.QueryAsync<Started>(
            "guest-exec", await ArgumentsAsync(command, cancellationToken), cancellationToken);
        return await AwaitEndAsync(agent, process, command.Timeout, cancellationToken) is { } status
            ? await ResultAsync(agent, command, status, clock.Elapsed, cancellationToken)
            : throw await KillAsync(agent, command, process, cancellationToken);
    }

    /// <returns>The status at the end of the process; null when it does not end within the time.</returns>
    private static async Task<Status?> AwaitEndAsync(
        IGuestAgent agent, Started process, TimeSpan within, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var status = await agent.QueryAsync<Status>("guest-exec-status", process, cancellationToken);
            if (status.Exited)
                return status;
            if (clock.Elapsed > within)
                return null;
            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    private static async Task<Dictionary<string, object>> ArgumentsAsync(Command command, CancellationToken cancellationToken)
    {
        var arguments = new Dictionary<string, object>
        {
            // The agent's own "env" would replace the environment, with PATH, instead of adding to it.
            ["path"] = "env",
            ["arg"] = (string[])[.. command.Environment.Select(e => $"{e.Key}={e.Value}"), command.Program, .. command.Arguments],
            ["capture-output"] = true,
        };
        if (command.StandardInput is { } input)
        {
            using var bytes = new MemoryStream();
            await input.CopyToAsync(bytes, cancellationToken);
            arguments["input-data"] = Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length);
        }

        return arguments;
    }

    private static async Task<CommandResult> ResultAsync(
        IGuestAgent agent, Command command, Status status, TimeSpan duration, CancellationToken cancellationToken)
    {
        if (status.OutTruncated || status.ErrTruncated)
            throw agent.Failure($"the output of '{command}' is longer than the guest agent can return; " +
                "let the command write it to a file");

        return new CommandResult(
            agent.Name,
            command.ToString(),
            status.ExitCode ?? 128 + (status.Signal ?? 0),
            await TakeAsync(status.OutData, command.StandardOutput, cancellationToken),
            await TakeAsync(status.ErrData, command.StandardError, cancellationToken),
            duration);
    }

    private static async Task<string> TakeAsync(byte[] output, Stream? target, CancellationToken cancellationToken)
    {
        if (target is null)
            return Encoding.UTF8.GetString(output);

        await target.WriteAsync(output, cancellationToken);
        return "";
    }

    private static async Task<HarnessException> KillAsync(
        IGuestAgent agent, Command command, Started process, CancellationToken cancellationToken)
    {
        var late = $"'{command}' (pid {process.Pid} of the guest) did not end within {Text.Seconds(command.Timeout)}";
        var kill = new Dictionary<string, object> { ["path"] = "kill", ["arg"] = new[] { "-KILL", $"{process.Pid}" } };
        try
        {
            await agent.ExecuteAsync("guest-exec", kill, null, cancellationToken);
            var end = await AwaitEndAsync(agent, process, KillBound, cancellationToken);
            return agent.Failure(late + Describe(end));
        }
        catch (HarnessException exception)
        {
            return agent.Failure($"{late}; whether it could be killed is not known: {exception.Detail}", exception);
        }
    }

    private static string Describe(Status? end) => end switch
    {
        null => $", and did not end within {Text.Seconds(KillBound)} after SIGKILL either: it may still run",
        { Signal: { } signal } => $" and was killed: it ended by signal {signal}",
        _ => $"; it ended with exit code {end.ExitCode} before it could be killed",
    };

    private sealed record Started([property: JsonPropertyName("pid")] long Pid);

    private sealed record Status
    {
        public bool Exited { get; init; }

        [JsonPropertyName("exitcode")]
        public int? ExitCode { get; init; }

        public int? Signal { get; init; }

        /// <summary>Standard output; base64 on the wire.</summary>
        public byte[] OutData { get; init; } = [];

        public byte[] ErrData { get; init; } = [];

        public bool OutTruncated { get; init; }

        public bool ErrTruncated { get; init; }
    }
}
