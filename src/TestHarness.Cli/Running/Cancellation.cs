using System.Runtime.InteropServices;
using TestHarness.Cli.Terminals;

namespace TestHarness.Cli.Running;

/// <summary>
/// The cancellation by Ctrl-C, or by a service manager's SIGTERM. The first signal cancels the run, which tears down. The second
/// ends the process at once; 'harness clean' or the next run then undoes from the ledger what is left on hosts.
/// </summary>
internal sealed class Cancellation : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _signals;

    /// <summary>Starts to handle the signals.</summary>
    public Cancellation() => _registrations =
        [
            .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
                .Select(signal => PosixSignalRegistration.Create(signal, OnSignal)),
        ];

    /// <summary>The token that the first signal cancels.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref _signals) > 1)
            return;

        context.Cancel = true;
        Terminal.Error.WriteLine();
        Terminal.Error.WriteLine("cancelled: tearing down what the scenario made; Ctrl-C again leaves at once", Tone.Warning);
        _ = _source.CancelAsync();
    }
}
