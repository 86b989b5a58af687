using System.Diagnostics;
using System.Text.Json;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>A harness in a process of its own (tests/TestHarness.Dummy), to be killed.</summary>
internal sealed class Harness : IDisposable
{
    private readonly Process _process;

    private Harness(Process process) => _process = process;

    public static async Task<Harness> StartAsync(string ledgerDirectory, HostConnection connection, string id, string scratch)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "TestHarness.Dummy");
        var start = new ProcessStartInfo(program, [ledgerDirectory, JsonSerializer.Serialize(connection), id, scratch])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(said, Is.EqualTo("ready"));
        return new(process);
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
