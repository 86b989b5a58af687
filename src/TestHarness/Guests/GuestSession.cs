using TestHarness.Failures;
using TestHarness.Guests.Console;
using TestHarness.Qemu.Machines;

namespace TestHarness.Guests;

/// <summary>
/// A shell of a guest, over whichever way leads into the guest. It stays the same across migrations, and ends with the guest.
/// </summary>
/// <param name="console">The guest's serial port, whose last lines are in messages.</param>
public abstract class GuestSession(SerialConsole console) : IGuestShell, IAsyncDisposable
{
    private static readonly TimeSpan ReasonBound = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly CancellationTokenSource _over = new();
    private string? _end;
    private Task _reasons = Task.CompletedTask;

    /// <summary>The way into the guest in words, with the user, for example <c>guest agent 7.2 as root</c>.</summary>
    public abstract string Description { get; }

    /// <summary>The guest's serial port.</summary>
    protected SerialConsole Console { get; } = console;

    /// <summary>Whether the guest has ended, so that nothing in it answers.</summary>
    protected bool HasEnded => _end is not null;

    /// <inheritdoc/>
    public async Task<ShellResult> RunAsync(string script, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var situation = $"the guest runs '{Shorten(script)}'";
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _over.Token);
        try
        {
            await _one.WaitAsync(bound.Token);
            try
            {
                return await RunAloneAsync(script, situation, timeout, bound.Token);
            }
            finally
            {
                _one.Release();
            }
        }
        catch (OperationCanceledException) when (HasEnded && !cancellationToken.IsCancellationRequested)
        {
            throw Console.Failure($"{situation}: {_end}");
        }
        catch (HarnessException) when (Console.IsClosed)
        {
            // A QEMU that ends closes the port and sends the reason at the same time.
            await _reasons.WaitAsync(ReasonBound, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!HasEnded)
                throw;
            throw Console.Failure($"{situation}: {_end}");
        }
    }

    /// <summary>Sets the task for which a command waits when its port was closed, 5 s at most, before it fails.</summary>
    /// <param name="reasons">A task that ends when nobody calls <see cref="End"/> any more.</param>
    public void AwaitReasons(Task reasons) => _reasons = reasons;

    /// <summary>
    /// Ends the session, whose shell no longer exists in the guest: the running command and every later one fail with this
    /// reason.
    /// </summary>
    public void End(string reason)
    {
        if (Interlocked.CompareExchange(ref _end, reason, null) is null)
            _over.Cancel();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _one.Dispose();
        _over.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Continues with the QEMU to which the guest has migrated.</summary>
    internal virtual void MoveTo(QemuMachine destination)
    {
    }

    /// <summary>Runs a script while no other script of the session runs.</summary>
    /// <param name="situation">The beginning of messages.</param>
    /// <exception cref="HarnessException">Class guest-health: the script did not end in time.</exception>
    protected abstract Task<ShellResult> RunAloneAsync(
        string script, string situation, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Closes the way into the guest.</summary>
    protected virtual ValueTask CloseAsync() => ValueTask.CompletedTask;

    private static string Shorten(string script) => script.Length <= 200 ? script : $"{script[..200]}…";
}
