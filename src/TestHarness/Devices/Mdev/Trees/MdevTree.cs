using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Devices.Mdev.Trees;

/// <summary>Where mdevs are looked for: a host, or what was recorded of one, read by the same script.</summary>
/// <param name="Root">The directory that has <c>sys</c>, <c>proc</c> and <c>etc/mdevctl.d</c>.</param>
public sealed record MdevTree(IHost Host, string Root = "/")
{
    /// <summary>Looks at one mdev, whether it is there or not, and changes nothing.</summary>
    public async Task<MdevLook> LookAsync(Guid uuid, CancellationToken cancellationToken = default)
    {
        var result = await Host.RunAsync(Command.Shell(MdevTreeScript.Text, Root, $"{uuid}"), cancellationToken);
        var lines = result.OrThrow(FailureClass.Preflight).StandardOutput
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .ToLookup(fields => fields[0]);
        var definitions = lines["definition"].Select(fields => MdevctlOutput.Definition(uuid, fields[1], fields[2])).ToImmutableArray();
        var running = lines["running"].Select(fields => Running(uuid, fields[1], fields[2], lines["fact"], definitions)).SingleOrDefault();
        return new MdevLook(
            Host.Name,
            uuid,
            [.. lines["parent"].Select(fields => fields[1])],
            [.. lines["offer"].Select(fields => (fields[1], fields[2]))],
            [.. lines["active"].Select(fields => fields[1])],
            definitions,
            running,
            [.. lines["node"].Select(fields => fields[1])]);
    }

    /// <returns>The processes that have the mdev open.</returns>
    public Task<ImmutableArray<DeviceHolder>> HoldersAsync(MdevLook look, CancellationToken cancellationToken = default) =>
        DeviceHolder.FindAsync(Host, look.Nodes, Root, cancellationToken);

    private MdevSnapshot Running(
        Guid uuid, string parent, string type, IEnumerable<string[]> facts, ImmutableArray<MediatedDevice> definitions) =>
        type.Length > 0
            ? new MdevSnapshot(Host.Name, uuid, parent, type, Facts(facts), definitions.FirstOrDefault(definition => definition.Parent == parent))
            : throw new HarnessException(FailureClass.Preflight, $"mdev {uuid} of {Host.Name} has no link mdev_type to its type below {Root}");

    private static ImmutableArray<MdevFact> Facts(IEnumerable<string[]> lines) =>
        [.. lines.SelectMany(fields => fields[1] == MdevDescription.Attribute ? MdevDescription.Read(fields[2]) : [new MdevFact(fields[1], fields[2])])];
}
