using System.Diagnostics;
using System.Globalization;

namespace TestHarness.Tests.Qemu.Machines;

/// <summary>A harness with a QEMU in a process of its own (tests/TestHarness.Dummy), to be killed.</summary>
internal sealed class MachineHarness : IDisposable
{
    private readonly Process _process;

    private MachineHarness(Process process, int qemuProcessId) => (_process, QemuProcessId) = (process, qemuProcessId);

    public int QemuProcessId { get; }

    public static async Task<MachineHarness> StartAsync(string ledger, string directory)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "TestHarness.Dummy");
        var process = Process.Start(
            new ProcessStartInfo(program, ["machine", ledger, directory]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return new(process, int.Parse(said!, CultureInfo.InvariantCulture));
    }

    /// <summary>SIGKILL to the harness alone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
