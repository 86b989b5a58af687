using System.Collections.Immutable;
using TestHarness.Devices;
using TestHarness.Environments;
using TestHarness.Environments.Reading;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Tests.Devices.Registry;

/// <summary>A kind of devices that no host has: each device is a file in a folder.</summary>
internal sealed class TurntableKind(string folder) : DeviceKind
{
    public override string Name => "turntable";

    public override ImmutableArray<HostSection> HostSections { get; } = [new TurntableSection()];

    public override ImmutableArray<LeakProbe> LeakProbes { get; } =
    [
        new ScriptProbe("turntable", $"readable {folder} && in_sysfs {folder}/*") { SurvivesReboot = true },
        new ScriptProbe("record", $"in_sysfs {folder}/*/record") { IsMadeByOthers = true },
    ];

    public override async Task<ImmutableArray<DeviceOffer>> SurveyAsync(
        IHost host, HostDescription description, QemuBinary qemu, CancellationToken cancellationToken = default)
    {
        var models = description.Section<Turntable>().Select(turntable => turntable.Model).ToArray();
        var listed = await host.RunAsync(new Command("ls", folder), cancellationToken);
        return
        [
            new DeviceOffer("turntable", models.Length == 0 ? "the environment lists no turntables for it" : null)
            {
                Attributes = ImmutableSortedDictionary<string, string>.Empty.Add("models", string.Join(", ", models)),
            },
            new DeviceOffer("record", listed.StandardOutput.Length == 0 ? $"{folder} is empty" : null),
        ];
    }

    private sealed class TurntableSection() : HostSection("turntables", "turntable")
    {
        internal override Turntable? ReadItem(YamlSection item) =>
            item.Required("model", Scalars.Name) is { } model ? new Turntable(model) : null;

        internal override IEnumerable<string> FindConflicts(IReadOnlyCollection<HostDescription> hosts) =>
            hosts.SelectMany(host => host.Section<Turntable>()).CountBy(turntable => turntable.Model)
                .Where(count => count.Value > 1).Select(count => $"model {count.Key} is given {count.Value} times");
    }
}

internal sealed record Turntable(string Model);
