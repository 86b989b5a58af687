using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TestHarness.Qmp;

namespace TestHarness.Tests.Qmp;

/// <summary>A QEMU without a guest, stopped before its first instruction, killed when disposed.</summary>
internal sealed class TestQemu : IDisposable
{
    private static readonly string[] Common = ["-accel", "tcg", "-nodefaults", "-display", "none", "-S"];

    private readonly Process _process;

    private TestQemu(Process process, string directory) => (_process, Directory) = (process, directory);

    public string Directory { get; }

    public Process Process => _process;

    public EndPoint Monitor => new UnixDomainSocketEndPoint(MonitorPath(Directory));

    /// <param name="machine"><c>none</c> starts fastest; <c>q35</c> has buses.</param>
    public static TestQemu Start(string machine, params string[] arguments)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("qmp-").FullName;
        var monitor = $"unix:{MonitorPath(directory)},server=on,wait=off";
        string[] all = ["-machine", machine, .. Common, "-qmp", monitor, .. arguments];
        try
        {
            return new TestQemu(Process.Start(new ProcessStartInfo("qemu-system-x86_64", all))!, directory);
        }
        catch (Win32Exception)
        {
            System.IO.Directory.Delete(directory);
            Skip.Because(SkipReason.NoQemu, "there is no qemu-system-x86_64");
            throw;
        }
    }

    public Task<QmpClient> ConnectAsync(string name = "source", QmpOptions? options = null) =>
        QmpClient.ConnectAsync(name, Monitor, options);

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static string MonitorPath(string directory) => Path.Combine(directory, "qmp");
}
