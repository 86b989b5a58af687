using System.Collections.Immutable;
using System.Net.Sockets;
using TestHarness.Failures;
using TestHarness.VirtualLab.Fabric;
using TestHarness.VirtualLab.Machines;

namespace TestHarness.VirtualLab;

public sealed partial class VirtualLab
{
    /// <summary>Returns the serial console of a host, which serves one client at a time.</summary>
    /// <exception cref="HarnessException">
    /// Class preflight: the host's QEMU does not run. Class config: there is no such host.
    /// </exception>
    public UnixDomainSocketEndPoint Console(string name)
    {
        var folder = Folder(name);
        return LabProcess.Find(folder.ProcessIdFile) is not null
            ? new(folder.Serial)
            : throw new HarnessException(FailureClass.Preflight, $"{name} of the virtual lab is not up: run 'harness lab up'");
    }

    /// <summary>
    /// Lists the log files of a host or of the fabric, or of all: a host's serial console and QEMU's output, of the last start
    /// and the one before.
    /// </summary>
    /// <exception cref="HarnessException">Class preflight: there are none. Class config: there is no such host.</exception>
    public ImmutableArray<string> Logs(string? name = null)
    {
        ImmutableArray<string> logs = name is null
            ? [.. paths.Hosts.SelectMany(folder => folder.Logs), .. paths.Fabric.Logs]
            : name == FabricProcess.Name ? [.. paths.Fabric.Logs]
            : [.. Folder(name).Logs];
        return logs.IsEmpty
            ? throw new HarnessException(
                FailureClass.Preflight, $"there are no logs of {name ?? "the virtual lab"} yet: run 'harness lab up'")
            : logs;
    }

    private LabHostFolder Folder(string name) => paths.Hosts.FirstOrDefault(folder => folder.Name == name)
        ?? throw new HarnessException(
            FailureClass.Config,
            $"the virtual lab has no host '{name}', only {string.Join(", ", paths.Hosts.Select(folder => folder.Name))}");
}
