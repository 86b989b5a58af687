using System.Runtime.InteropServices;
using TestHarness.Cli.Terminals;

namespace TestHarness.Cli.Running;

/// <summary>Ctrl-C, or a service manager's SIGTERM: the first cancels, with teardown; the second ends the process at once, and
/// what is left on hosts is undone from the ledger by 'harness clean' or the next run.</summary>
internal sealed class Cancellation : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private int signals;

    public Cancellation() => registrations =
        [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref signals) > 1)
            return;

        context.Cancel = true;
        Terminal.Error.WriteLine();
        Terminal.Error.WriteLine("cancelled: tearing down what the scenario made; Ctrl-C again leaves at once", Tone.Warning);
        _ = source.CancelAsync();
    }
}
