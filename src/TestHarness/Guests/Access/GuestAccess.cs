using TestHarness.Guests.Console;
using TestHarness.Qemu.Machines;

namespace TestHarness.Guests.Access;

/// <summary>A way into a guest, by which a shell of root is reached.</summary>
public abstract record GuestAccess
{
    /// <summary>Waits until the guest answers by this way.</summary>
    /// <param name="console">The guest's serial port from QEMU's start on.</param>
    /// <param name="timeout">The time limit, with the guest's boot.</param>
    /// <exception cref="Failures.HarnessException">Class guest-health: the guest did not answer in time.</exception>
    public abstract Task<GuestSession> EnterAsync(
        QemuMachine machine, SerialConsole console, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Enters a guest again that was entered by this way before its state was saved.</summary>
    /// <inheritdoc cref="EnterAsync" path="/param"/>
    /// <inheritdoc cref="EnterAsync" path="/exception"/>
    public virtual Task<GuestSession> ReenterAsync(
        QemuMachine machine, SerialConsole console, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        EnterAsync(machine, console, timeout, cancellationToken);

    /// <summary>Returns whether this way, or one of several ways, is of a kind.</summary>
    public virtual bool Uses<T>()
        where T : GuestAccess => this is T;
}
