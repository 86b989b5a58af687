using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Guests.Console;
using TestHarness.Qemu.Machines;

namespace TestHarness.Guests.Access;

/// <summary>Several ways into a guest, of which the first one that answers is taken.</summary>
public sealed record FirstAccess(ImmutableArray<GuestAccess> Ways) : GuestAccess
{
    /// <inheritdoc/>
    public override async Task<GuestSession> EnterAsync(
        QemuMachine machine, SerialConsole console, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tries = Ways.Select(way => way.EnterAsync(machine, console, timeout, others.Token)).ToArray();
        var first = await FindAsync(tries);
        await others.CancelAsync();
        await EndAsync(tries.Where(other => other != first));
        if (first is not null)
            return await first;

        cancellationToken.ThrowIfCancellationRequested();
        var failures = tries.Select(task => task.Exception?.InnerException).OfType<HarnessException>();
        throw new HarnessException(
            FailureClass.GuestHealth,
            $"no way led into the guest: {string.Join("; ", failures.Select(failure => failure.Detail))}");
    }

    /// <inheritdoc/>
    public override async Task<GuestSession> ReenterAsync(
        QemuMachine machine, SerialConsole console, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        // One after the other: a way that was not used before the state was saved must not disturb the one that was.
        foreach (var way in Ways.SkipLast(1))
        {
            try
            {
                return await way.ReenterAsync(machine, console, timeout, cancellationToken);
            }
            catch (HarnessException exception) when (exception.FailureClass == FailureClass.GuestHealth)
            {
                // The next way is tried; the last one's failure is thrown.
            }
        }

        return await Ways[^1].ReenterAsync(machine, console, timeout, cancellationToken);
    }

    /// <inheritdoc/>
    public override bool Uses<T>() => Ways.Any(way => way.Uses<T>());

    /// <summary>Returns the first way that answers; null when none does.</summary>
    private static async Task<Task<GuestSession>?> FindAsync(IEnumerable<Task<GuestSession>> tries)
    {
        var waiting = tries.ToList();
        while (waiting.Count > 0)
        {
            var ended = await Task.WhenAny(waiting);
            waiting.Remove(ended);
            if (ended.IsCompletedSuccessfully)
                return ended;
        }

        return null;
    }

    /// <summary>Waits for the other ways, and closes the sessions of those that answered too.</summary>
    private static async Task EndAsync(IEnumerable<Task<GuestSession>> others)
    {
        foreach (var other in others)
        {
            await ((Task)other).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (other.IsCompletedSuccessfully)
                await other.Result.DisposeAsync();
        }
    }
}
