using System.Net;
using TestHarness.Clocks;
using TestHarness.Failures;
using TestHarness.Guests.Console;
using TestHarness.Hosts;
using TestHarness.Qemu.Machines;

namespace TestHarness.Guests.Access;

/// <summary>
/// Runs scripts over SSH. A script holds the guest's input: the connection does not outlive the QEMU that forwards it, so that a
/// migration waits for the script's end. The first script after a leg connects to the destination.
/// </summary>
internal sealed class SshShell(SerialConsole console, SshAccess access, GuestHostKeys keys, QemuMachine machine)
    : GuestSession(console)
{
    /// <summary>The interval of the attempts to connect: nothing reports that the guest's sshd listens.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private QemuMachine? _next = machine;
    private IForward? _forward;
    private IHost? _guest;

    /// <inheritdoc/>
    public override string Description => access.User == "root" ? "SSH as root" : $"SSH as {access.User}, root by sudo";

    /// <inheritdoc/>
    internal override void MoveTo(QemuMachine destination) => _next = destination;

    /// <inheritdoc/>
    protected override async Task<ShellResult> RunAloneAsync(
        string script, string situation, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using (await Console.HoldForCommandAsync(timeout, cancellationToken))
        {
            var guest = await ConnectAsync(timeout, cancellationToken);
            string[] sudo = access.User == "root" ? [] : ["sudo", "-n"];
            string[] words = [.. sudo, "sh", "-c", $"exec 2>&1\n{script}"];
            var result = await guest.RunAsync(new Command(words[0], words[1..]).WithTimeout(timeout), cancellationToken);
            // The script's own errors are in its output. What sudo writes counts when the script did not run.
            var output = result.Succeeded || result.StandardOutput.Length > 0 ? result.StandardOutput : result.StandardError;
            return new ShellResult(result.ExitCode, output) { BytesCut = result.StandardOutputCut };
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask CloseAsync()
    {
        await DisconnectAsync();
        keys.Dispose();
    }

    private async Task<IHost> ConnectAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _next, null) is { } next)
        {
            await DisconnectAsync();
            _forward = await GuestHostKeys.ForwardAsync(next, cancellationToken);
            _guest = new HostFactory().Connect($"guest on {next.Host.Name}", new SshConnection(new SshDestination(
                "127.0.0.1",
                access.User,
                ((IPEndPoint)_forward.Local).Port,
                access.IdentityFile,
                KnownHostsFile: keys.File)));
            await LogInAsync(_guest, timeout, cancellationToken);
        }

        return _guest!;
    }

    /// <summary>Logs in. While nothing listens in the guest, tries again: its sshd may be starting.</summary>
    private static async Task LogInAsync(IHost guest, TimeSpan timeout, CancellationToken cancellationToken)
    {
        for (var end = SteadyClock.Shared.Now + timeout; ; await Task.Delay(Interval, cancellationToken))
        {
            try
            {
                await guest.RunAsync(new Command("true").WithTimeout(timeout), cancellationToken);
                return;
            }
            catch (HarnessException exception) when (exception.IsNotUp && SteadyClock.Shared.Now < end)
            {
                // The next attempt follows.
            }
        }
    }

    private async Task DisconnectAsync()
    {
        if (_guest is not null)
            await _guest.DisposeAsync();
        if (_forward is not null)
            await _forward.DisposeAsync();
        (_guest, _forward) = (null, null);
    }
}
