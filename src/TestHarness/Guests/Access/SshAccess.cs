using TestHarness.Failures;
using TestHarness.Guests.Console;
using TestHarness.Qemu.Machines;

namespace TestHarness.Guests.Access;

/// <summary>
/// SSH with a key, over a port that QEMU forwards to the guest. A user other than root becomes root by sudo without a password.
/// </summary>
/// <param name="IdentityFile">The full path of the private key on the harness's machine.</param>
public sealed record SshAccess(string User, string IdentityFile) : GuestAccess
{
    /// <summary>The interval of the looks for the guest's sshd: nothing reports that it listens.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public override async Task<GuestSession> EnterAsync(
        QemuMachine machine, SerialConsole console, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var keys = new GuestHostKeys();
        try
        {
            await keys.LearnAsync(machine, timeout, Interval, cancellationToken);
            var shell = new SshShell(console, this, keys, machine);
            var answer = await shell.RunAsync("id -u", timeout, cancellationToken);
            return answer is { ExitCode: 0 } && answer.Output.Trim() == "0"
                ? shell
                : throw console.Failure($"SSH as {User}: expected a shell of root, found '{answer.Output.Trim()}'");
        }
        catch (HarnessException exception) when (exception.FailureClass == FailureClass.Ssh)
        {
            keys.Dispose();
            throw new HarnessException(
                FailureClass.GuestHealth, $"the guest did not answer by SSH: {exception.Detail}", exception);
        }
        catch
        {
            keys.Dispose();
            throw;
        }
    }
}
