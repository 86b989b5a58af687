using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Labs;
using TestHarness.VirtualLab.Fabric;
using TestHarness.VirtualLab.Machines;

namespace TestHarness.VirtualLab;

/// <summary>The folders of a virtual lab; two labs of different folders do not affect one another.</summary>
/// <param name="State">The full path of the folder of the running lab.</param>
/// <param name="Cache">The full path of the folder in which snapshots are kept.</param>
public sealed record LabPaths(string State, string Cache)
{
    /// <summary>This user's lab, by the XDG base directory specification.</summary>
    public static LabPaths OfUser { get; } =
        new(Path.Combine(Path.GetDirectoryName(HarnessPaths.Ledgers)!, "lab"), HarnessPaths.Cache);

    /// <summary>The OpenSSH configuration for <c>ssh -F</c>, with each host by its name.</summary>
    public string SshConfig => Path.Combine(State, "ssh_config");

    /// <summary>The file with the hosts' public keys.</summary>
    public string KnownHosts => Path.Combine(State, "known_hosts");

    /// <summary>The file that a harness locks while it changes the lab.</summary>
    internal string Lock => Path.Combine(State, "lock");

    /// <summary>Returns the file of a disk that all hosts share.</summary>
    internal string SharedDisk(string name) => Path.Combine(State, $"{name}.raw");

    internal FabricFolder Fabric => new(Path.Combine(State, "fabric"));

    /// <summary>The disks of the storage, which keep their content from one lab to the next.</summary>
    internal ImmutableArray<string> StorageDisks =>
        [.. StorageHost.Disks.Select(name => Path.Combine(State, $"{name}.raw"))];

    /// <summary>The folder of all snapshots.</summary>
    internal string Snapshots => Path.Combine(Cache, "lab-snapshots");

    /// <summary>The folders of all possible hosts.</summary>
    internal ImmutableArray<LabHostFolder> Hosts =>
        [.. Enumerable.Range(1, LabSize.MostHosts).Select(Host)];

    /// <summary>Returns the folder of a host.</summary>
    internal LabHostFolder Host(int number) =>
        new(number, Path.Combine(State, string.Create(CultureInfo.InvariantCulture, $"host{number}")));
}
