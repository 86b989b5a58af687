using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TestHarness.Tests.Guests.Agent;

/// <summary>A real guest agent that takes this machine for its guest, killed when disposed.</summary>
internal sealed class TestAgent : IDisposable
{
    private readonly Process _process;
    private readonly string _directory;

    private TestAgent(Process process, string directory) => (_process, _directory) = (process, directory);

    public EndPoint EndPoint => new UnixDomainSocketEndPoint(SocketPath(_directory));

    public static TestAgent Start(params string[] arguments)
    {
        var directory = Directory.CreateTempSubdirectory("qga-").FullName;
        string[] all = ["-m", "unix-listen", "-p", SocketPath(directory), "-t", directory, .. arguments];
        // Debian has it in a folder that may not be on a user's PATH.
        var program = File.Exists("/usr/sbin/qemu-ga") ? "/usr/sbin/qemu-ga" : "qemu-ga";
        try
        {
            return new TestAgent(Process.Start(new ProcessStartInfo(program, all))!, directory);
        }
        catch (Win32Exception)
        {
            Directory.Delete(directory);
            Skip.Because(SkipReason.NoGuestAgent, "there is no qemu-ga (package qemu-guest-agent)");
            throw;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static string SocketPath(string directory) => Path.Combine(directory, "agent");
}
