using System.Text;
using TestHarness.Hosts;

namespace TestHarness.Guests;

/// <summary>The shell of a host, or of a guest that is reached over SSH like a host.</summary>
public sealed class HostShell(IHost host) : IGuestShell
{
    public async Task<ShellResult> RunAsync(string script, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var result = await host.RunAsync(Command.Shell(script).WithTimeout(timeout), cancellationToken);
        return new ShellResult(result.ExitCode, result.StandardOutput + result.StandardError)
        {
            BytesCut = result.StandardOutputCut + result.StandardErrorCut,
        };
    }

    public async Task<ShellResult> RunAsync(
        string script, Stream output, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var command = Command.Shell(script).WithTimeout(timeout).WithStandardOutput(output);
        var result = await host.RunAsync(command, cancellationToken);
        await output.WriteAsync(Encoding.UTF8.GetBytes(result.StandardError), cancellationToken);
        return new ShellResult(result.ExitCode, "") { BytesCut = result.StandardErrorCut };
    }
}
