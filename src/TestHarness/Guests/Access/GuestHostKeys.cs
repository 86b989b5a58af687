using System.Globalization;
using System.Net;
using TestHarness.Clocks;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp.Machine;

namespace TestHarness.Guests.Access;

/// <summary>
/// The SSH host keys of a guest, learned at its first contact. A guest that shows another key later, for example after a leg, is
/// refused.
/// </summary>
internal sealed class GuestHostKeys : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("testharness-guest-");

    /// <summary>The file of the keys, for OpenSSH's setting UserKnownHostsFile.</summary>
    public string File => Path.Combine(_folder.FullName, "known_hosts");

    /// <summary>Makes the guest's SSH port reachable from this machine.</summary>
    public static async Task<IForward> ForwardAsync(QemuMachine machine, CancellationToken cancellationToken) =>
        await machine.Host.ForwardAsync(
            new IPEndPoint(IPAddress.Loopback, await machine.Qmp.QueryForwardedPortAsync(cancellationToken)), cancellationToken);

    /// <summary>Waits until the guest's sshd shows its keys, and keeps them.</summary>
    /// <exception cref="HarnessException">Class guest-health: no sshd answered in time.</exception>
    public async Task LearnAsync(
        QemuMachine machine, TimeSpan timeout, TimeSpan interval, CancellationToken cancellationToken)
    {
        await using var forward = await ForwardAsync(machine, cancellationToken);
        await using var local = new LocalHost("this machine");
        var port = ((IPEndPoint)forward.Local).Port.ToString(CultureInfo.InvariantCulture);
        var end = SteadyClock.Shared.Now + timeout;
        while (true)
        {
            var scan = await local.RunAsync(new Command("ssh-keyscan", "-T", "5", "-p", port, "127.0.0.1"), cancellationToken);
            var keys = scan.StandardOutput.Split('\n').Where(line => line.StartsWith('[')).ToArray();
            if (keys.Length > 0)
            {
                // The port is another one on each QEMU; the keys are the guest's on all of them.
                await System.IO.File.WriteAllLinesAsync(
                    File, keys.Select(line => $"* {line.Split(' ', 2)[1]}"), cancellationToken);
                return;
            }

            if (SteadyClock.Shared.Now >= end)
                throw new HarnessException(
                    FailureClass.GuestHealth, $"{machine.Name}: no sshd answered in {timeout.TotalSeconds:0} s");
            await Task.Delay(interval, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
