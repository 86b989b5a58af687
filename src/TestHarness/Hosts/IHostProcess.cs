namespace TestHarness.Hosts;

/// <summary>A long-running process on a host; disposing it kills it and waits for its end.</summary>
public interface IHostProcess : IAsyncDisposable
{
    /// <summary>
    /// The value of <c>TESTHARNESS_PROCESS</c> in the process's environment, by which the process and its children are found.
    /// </summary>
    string Id { get; }

    /// <summary>The process's id on its host.</summary>
    int ProcessId { get; }

    /// <summary>
    /// A task that ends when the process ends; its result has the last 8 KiB of each output. It fails when the connection to the
    /// host breaks.
    /// </summary>
    Task<CommandResult> Completion { get; }

    /// <summary>The last 8 KiB that the process wrote to standard error.</summary>
    string StandardErrorTail { get; }

    /// <summary>Sends a signal to the process itself; does nothing when the process has ended.</summary>
    Task SignalAsync(HostSignal signal, CancellationToken cancellationToken = default);

    /// <summary>
    /// Unties the process from the harness: it runs on when this object is disposed, the connection breaks or the harness ends.
    /// Returns when the host has confirmed that; does nothing when the process has ended.
    /// </summary>
    /// <exception cref="Failures.HarnessException">Class ssh: the connection broke before the host confirmed.</exception>
    Task LeaveRunningAsync(CancellationToken cancellationToken = default);
}

/// <summary>The signals that the harness sends, with their numbers on Linux.</summary>
public enum HostSignal
{
    /// <summary>SIGINT.</summary>
    Interrupt = 2,
    /// <summary>SIGKILL.</summary>
    Kill = 9,
    /// <summary>SIGUSR1.</summary>
    User1 = 10,
    /// <summary>SIGUSR2.</summary>
    User2 = 12,
    /// <summary>SIGTERM.</summary>
    Terminate = 15,
    /// <summary>SIGSTOP.</summary>
    Stop = 19,
}
