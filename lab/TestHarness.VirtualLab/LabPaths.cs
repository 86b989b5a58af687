using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Labs;
using TestHarness.VirtualLab.Fabric;
using TestHarness.VirtualLab.Machines;

namespace TestHarness.VirtualLab;

/// <summary>Where a virtual lab is: two labs of different folders know nothing of one another.</summary>
/// <param name="State">The folder of the lab that is up, full path.</param>
/// <param name="Cache">The folder under which snapshots are kept, full path.</param>
public sealed record LabPaths(string State, string Cache)
{
    /// <summary>This user's lab, by the XDG base directory specification.</summary>
    public static LabPaths OfUser { get; } =
        new(Path.Combine(Path.GetDirectoryName(HarnessPaths.Ledgers)!, "lab"), HarnessPaths.Cache);

    /// <summary>For <c>ssh -F</c>, with each host by its name.</summary>
    public string SshConfig => Path.Combine(State, "ssh_config");

    public string KnownHosts => Path.Combine(State, "known_hosts");

    internal string Lock => Path.Combine(State, "lock");

    /// <summary>The disk that all hosts share, as a LUN of a SAN.</summary>
    internal string Lun => Path.Combine(State, "lun.raw");

    internal FabricFolder Fabric => new(Path.Combine(State, "fabric"));

    /// <summary>The disks of the storage, which keep what is written to them from one lab to the next.</summary>
    internal ImmutableArray<string> StorageDisks =>
        [.. StorageHost.Disks.Select(name => Path.Combine(State, $"{name}.raw"))];

    internal string Snapshots => Path.Combine(Cache, "lab-snapshots");

    internal ImmutableArray<LabHostFolder> Hosts =>
        [.. Enumerable.Range(1, LabSize.MostHosts).Select(Host)];

    internal LabHostFolder Host(int number) =>
        new(number, Path.Combine(State, string.Create(CultureInfo.InvariantCulture, $"host{number}")));
}
