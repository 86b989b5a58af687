namespace TestHarness.Hosts;

/// <summary>A long-running process on a host; disposing it kills it and waits for its end.</summary>
public interface IHostProcess : IAsyncDisposable
{
    /// <summary>The value of <c>TESTHARNESS_PROCESS</c> in its environment, by which it and its children are found again.</summary>
    string Id { get; }

    /// <summary>The process's id on its host.</summary>
    int ProcessId { get; }

    /// <summary>Ends when the process ends, with the last 8 KiB of each output; fails when the connection to the host breaks.</summary>
    Task<CommandResult> Completion { get; }

    /// <summary>The last of what it wrote to standard error (8 KiB at most).</summary>
    string StandardErrorTail { get; }

    /// <summary>Signals the process itself; nothing happens when it has ended.</summary>
    Task SignalAsync(HostSignal signal, CancellationToken cancellationToken = default);
}

/// <summary>The signals the harness sends, with their numbers on Linux.</summary>
public enum HostSignal
{
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,
    Stop = 19,
}
