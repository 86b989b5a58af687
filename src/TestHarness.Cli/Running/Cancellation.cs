using System.Runtime.InteropServices;
using TestHarness.Cli.Terminals;
using TestHarness.Ledger;

namespace TestHarness.Cli.Running;

/// <summary>
/// The cancellation by Ctrl-C, by a service manager's SIGTERM, or by the end of the terminal (SIGHUP). The first signal cancels
/// the run, which tears down. The second ends the process at once and reports what is left on hosts; 'harness clean' or the next
/// run then undoes that from the ledger.
/// </summary>
internal sealed class Cancellation : IDisposable
{
    /// <summary>The time for the last message, as its reader may have stopped to read.</summary>
    private static readonly TimeSpan LastMessage = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _source = new();
    private readonly Func<IEnumerable<string>> _running;
    private readonly PosixSignalRegistration[] _registrations;
    private int _signals;

    /// <summary>Starts to handle the signals.</summary>
    /// <param name="running">Returns the scenarios that run, for the messages; null when the command runs none.</param>
    public Cancellation(Func<IEnumerable<string>>? running = null)
    {
        _running = running ?? (() => []);
        _registrations =
        [
            .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
                .Select(signal => PosixSignalRegistration.Create(signal, OnSignal)),
        ];
    }

    /// <summary>The token that the first signal cancels.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Cancels without a signal.</summary>
    public void Cancel() => _ = _source.CancelAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _signals) == 1)
        {
            string[] running = [.. _running()];
            Cancel();
            WriteCancelled(context.Signal, running);
            return;
        }

        // The thread that runs the scenarios may wait for the reader of its output, and this message for it.
        Task.Run(() => WriteLeft(context.Signal)).Wait(LastMessage);
        Environment.Exit(ExitCode.Cancelled);
    }

    private static void WriteCancelled(PosixSignal signal, string[] running)
    {
        Terminal.Error.WriteLine();
        if (running.Length == 0)
            Terminal.Error.WriteLine($"cancelled: tearing down what was made ({signal})", Tone.Warning);
        foreach (var scenario in running)
            Terminal.Error.WriteLine($"cancelled: tearing down {scenario} ({signal})", Tone.Warning);
        Terminal.Error.WriteLine("a second Ctrl-C ends at once and reports what is left", Tone.Warning);
    }

    private void WriteLeft(PosixSignal signal)
    {
        var left = UndoLedger.PendingOfProcess;
        Terminal.EndStatus();
        Terminal.Error.WriteLine();
        foreach (var scenario in _running())
            Terminal.Error.WriteLine($"ended at once ({signal}): {scenario} was not torn down", Tone.Bad);
        foreach (var entry in left)
            Terminal.Error.WriteLine($"  left on {entry.Host}: {entry.Description}");
        Terminal.Error.WriteLine(
            left.IsEmpty
                ? "nothing is left on hosts"
                : "the processes of the run end by themselves; 'harness clean' undoes the rest, and so does the next run",
            Tone.Warning);
    }
}
