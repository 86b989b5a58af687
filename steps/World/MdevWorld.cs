using System.Collections.Immutable;
using TestHarness.Devices.Mdev;
using TestHarness.Devices.Mdev.Matching;
using TestHarness.Devices.Mdev.Trees;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Steps.World;

/// <summary>The mdevs of a scenario by their names: made on hosts, or recorded of hosts that are not here.</summary>
public sealed class MdevWorld : IDisposable
{
    private readonly Dictionary<string, (MdevTree Tree, Guid Uuid)> _known = [];
    private readonly Dictionary<string, (Guid Uuid, string Listing)> _recorded = [];
    private readonly List<string> _directories = [];

    /// <summary>Those that the scenario made.</summary>
    public ImmutableArray<ProvisionedMdev> Provisioned { get; private set; } = [];

    public void Add(ProvisionedMdev mdev)
    {
        Provisioned = Provisioned.Add(mdev);
        _known[mdev.Name] = (new MdevTree(mdev.Host), mdev.Device.Uuid);
    }

    /// <exception cref="HarnessException">Class config: the scenario made no mdev of that name.</exception>
    public ProvisionedMdev Find(string name) => Provisioned.FirstOrDefault(mdev => mdev.Name == name) ?? throw new HarnessException(
        FailureClass.Config, $"the scenario made no mdev '{name}'; it made {string.Join(", ", Provisioned.Select(mdev => mdev.Name))}");

    public void AddDefined(string name, IHost host, Guid uuid) => _known[name] = (new MdevTree(host), uuid);

    public void Record(string name, Guid uuid, string listing)
    {
        var directory = Directory.CreateTempSubdirectory("testharness-mdev-").FullName;
        _directories.Add(directory);
        (_known[name], _recorded[name]) = ((new MdevTree(new LocalHost(name), directory), uuid), (uuid, listing));
        RecordedTree.Unpack(listing, directory);
    }

    public void RecordAs(string name, string other, string changes)
    {
        if (!_recorded.TryGetValue(other, out var recorded))
            throw new HarnessException(FailureClass.Config, $"no mdev '{other}' was recorded before");
        Record(name, recorded.Uuid, $"{recorded.Listing}\n{changes}");
    }

    public Task<MdevComparison> MatchAsync(string source, string destination)
    {
        var ((from, fromUuid), (to, toUuid)) = (Known(source), Known(destination));
        return MdevMatch.CheckAsync(from, fromUuid, to, toUuid);
    }

    public void Dispose()
    {
        foreach (var directory in _directories)
            Directory.Delete(directory, recursive: true);
    }

    private (MdevTree Tree, Guid Uuid) Known(string name) => _known.TryGetValue(name, out var mdev) ? mdev : throw new HarnessException(
        FailureClass.Config, $"the scenario has no mdev '{name}'; it has {string.Join(", ", _known.Keys)}");
}
