using System.Collections.Immutable;
using TestHarness.Devices.Mdev;
using TestHarness.Devices.Mdev.Matching;
using TestHarness.Devices.Mdev.Trees;
using TestHarness.Devices.Trees;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Steps.World;

/// <summary>The mdevs of a scenario by their names: made on hosts, or taken from recordings of hosts.</summary>
public sealed class MdevWorld
{
    private readonly Dictionary<MdevName, (MdevTree Tree, Guid Uuid)> _known = [];
    private readonly Dictionary<MdevName, (Guid Uuid, TreeListing Listing)> _recorded = [];

    /// <summary>The mdevs that the scenario made.</summary>
    public ImmutableArray<ProvisionedMdev> Provisioned { get; private set; } = [];

    /// <summary>Adds an mdev that the scenario made.</summary>
    public void Add(ProvisionedMdev mdev)
    {
        Provisioned = Provisioned.Add(mdev);
        _known[mdev.Name] = (new HostMdevTree(mdev.Host), mdev.Device.Uuid);
    }

    /// <summary>Finds an mdev that the scenario made.</summary>
    /// <exception cref="HarnessException">Class config: the scenario made no mdev of that name.</exception>
    public ProvisionedMdev Find(MdevName name) =>
        Provisioned.FirstOrDefault(mdev => mdev.Name == name) ?? throw new HarnessException(
            FailureClass.Config,
            $"the scenario made no mdev '{name}'; it made {string.Join(", ", Provisioned.Select(mdev => mdev.Name))}");

    /// <summary>Adds an mdev that is only defined on a host.</summary>
    public void AddDefined(MdevName name, IHost host, Guid uuid) => _known[name] = (new HostMdevTree(host), uuid);

    /// <summary>Adds an mdev of a recording.</summary>
    /// <exception cref="HarnessException">Class config: the listing does not form a tree.</exception>
    public void Record(MdevName name, Guid uuid, TreeListing listing)
    {
        _known[name] = (new RecordedMdevTree(name.Text, FileTree.Of(listing)), uuid);
        _recorded[name] = (uuid, listing);
    }

    /// <summary>Adds an mdev of another recording with changed lines.</summary>
    /// <exception cref="HarnessException">
    /// Class config: there is no recording of that name, or the listing does not form a tree.
    /// </exception>
    public void RecordAs(MdevName name, MdevName other, TreeListing changes)
    {
        if (!_recorded.TryGetValue(other, out var recorded))
            throw new HarnessException(FailureClass.Config, $"no mdev '{other}' was recorded before");
        Record(name, recorded.Uuid, recorded.Listing.With(changes));
    }

    /// <summary>Compares two mdevs as before a migration.</summary>
    public Task<MdevComparison> MatchAsync(MdevName source, MdevName destination, CancellationToken cancellationToken)
    {
        var ((from, fromUuid), (to, toUuid)) = (Known(source), Known(destination));
        return MdevMatch.CheckAsync(from, fromUuid, to, toUuid, cancellationToken);
    }

    private (MdevTree Tree, Guid Uuid) Known(MdevName name) =>
        _known.TryGetValue(name, out var mdev) ? mdev : throw new HarnessException(
            FailureClass.Config, $"the scenario has no mdev '{name}'; it has {string.Join(", ", _known.Keys)}");
}
