using TestHarness.Failures;
using TestHarness.Guests.Console;

namespace TestHarness.Guests.Access;

/// <summary>The session of a guest without any way in: every script is refused.</summary>
public sealed class NoShell(SerialConsole console) : GuestSession(console)
{
    /// <inheritdoc/>
    public override string Description => "no way in: the guest is checked from outside";

    /// <inheritdoc/>
    protected override Task<ShellResult> RunAloneAsync(
        string script, string situation, TimeSpan timeout, CancellationToken cancellationToken) => throw new HarnessException(
        FailureClass.Config,
        $"{situation}, but nothing leads into this guest: give it a 'login', or install qemu-guest-agent in it");
}
