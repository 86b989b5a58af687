using TestHarness.Guests;
using TestHarness.Hosts;

namespace TestHarness.Health.KernelLog;

/// <summary>A host as the kernel log reader sees it.</summary>
internal sealed class HostKernelLogShell(IHost host) : IGuestShell
{
    public async Task<ShellResult> RunAsync(string script, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var result = await host.RunAsync(Command.Shell(script).WithTimeout(timeout), cancellationToken);
        return new ShellResult(result.ExitCode, result.StandardOutput + result.StandardError);
    }
}
