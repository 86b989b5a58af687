using System.Collections.Immutable;
using System.Net.Sockets;
using TestHarness.Failures;
using TestHarness.VirtualLab.Fabric;
using TestHarness.VirtualLab.Machines;

namespace TestHarness.VirtualLab;

public sealed partial class VirtualLab
{
    /// <summary>The serial console of a host; one client at a time is served.</summary>
    /// <exception cref="HarnessException">Its QEMU does not run (class preflight), or there is no such host (class config).</exception>
    public UnixDomainSocketEndPoint Console(string name)
    {
        var folder = Folder(name);
        return LabProcess.Find(folder.ProcessIdFile) is not null
            ? new(folder.Serial)
            : throw new HarnessException(FailureClass.Preflight, $"{name} of the virtual lab is not up: run 'harness lab up'");
    }

    /// <summary>The log files of a host or of the fabric, or of all: a host's serial console and what its QEMU said, of the last start and the one before.</summary>
    /// <exception cref="HarnessException">There are none (class preflight), or there is no such host (class config).</exception>
    public ImmutableArray<string> Logs(string? name = null)
    {
        ImmutableArray<string> logs = name is null
            ? [.. paths.Hosts.SelectMany(folder => folder.Logs), .. paths.Fabric.Logs]
            : name == FabricProcess.Name ? [.. paths.Fabric.Logs]
            : [.. Folder(name).Logs];
        return logs.IsEmpty
            ? throw new HarnessException(FailureClass.Preflight, $"there are no logs of {name ?? "the virtual lab"} yet: run 'harness lab up'")
            : logs;
    }

    private LabHostFolder Folder(string name) => paths.Hosts.FirstOrDefault(folder => folder.Name == name)
        ?? throw new HarnessException(
            FailureClass.Config, $"the virtual lab has no host '{name}', only {string.Join(", ", paths.Hosts.Select(folder => folder.Name))}");
}
