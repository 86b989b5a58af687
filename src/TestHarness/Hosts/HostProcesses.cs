using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts.Scripts;

namespace TestHarness.Hosts;

/// <summary>A process on a host that carries a <see cref="ProcessTag"/>.</summary>
public sealed record TaggedProcess(string Id, int ProcessId, string CommandLine);

/// <summary>Finds and ends tagged processes of all harness sessions.</summary>
public static class HostProcesses
{
    /// <summary>
    /// Makes a command that ends every process with this id and waits until all are gone, 10 s at most. It succeeds when there is
    /// no such process, so that it can be recorded as an undo.
    /// </summary>
    public static Command End(string id) =>
        Command.Shell(TagScript.End, ProcessTag.Verified(id)).WithTimeout(TimeSpan.FromSeconds(20));

    /// <summary>
    /// Lists all tagged processes of the host that this user may see, except the process of the listing itself.
    /// </summary>
    /// <exception cref="HarnessException">Class leak: the processes could not be listed.</exception>
    public static async Task<ImmutableArray<TaggedProcess>> ListAsync(IHost host, CancellationToken cancellationToken = default)
    {
        var look = ProcessTag.NewId();
        var command = Command.Shell(TagScript.List).WithEnvironment(ProcessTag.Variable, look);
        var result = (await host.RunAsync(command, cancellationToken)).OrThrow(FailureClass.Leak);
        return [.. result.StandardOutput
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(Parse)
            .Where(process => process.Id != look)];
    }

    private static TaggedProcess Parse(string line)
    {
        var fields = line.Split('\t', 3);
        return new(fields[1], int.Parse(fields[0], CultureInfo.InvariantCulture), fields[2].Trim());
    }
}
