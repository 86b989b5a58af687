using System.Collections.Immutable;
using System.Text.Json;
using TestHarness.Evidence.Reproduction;
using TestHarness.Qemu.Machines;

namespace TestHarness.Migration;

/// <summary>The monitor commands of a migration, for the script with which a person repeats it.</summary>
internal static class MigrationByHand
{
    /// <summary>Returns the commands in the order in which a person enters them.</summary>
    public static ImmutableArray<ReproStep> Steps(QemuMachine source, QemuMachine destination, MigrationOptions options)
    {
        var incoming = $"unix:{destination.Directory}/incoming.sock";
        return
        [
            Step(destination, "migrate-set-capabilities", new { capabilities = Capabilities(options) }),
            Step(source, "migrate-set-capabilities", new { capabilities = Capabilities(options) }),
            Step(source, "migrate-set-parameters", MigrationSetup.SourceParameters(options)),
            Step(destination, "migrate-set-parameters", MigrationSetup.Channels(options)),
            Step(destination, "migrate-incoming", new { uri = incoming }),
            Step(source, "migrate", new { uri = incoming }),
            .. options.Mode == MigrationMode.Postcopy
                ? [Step(source, "migrate-start-postcopy", new { })]
                : ImmutableArray<ReproStep>.Empty,
            new MigrationEndStep($"the end of the migration from {source.Name}", source.Host.Name, source.Directory),
        ];
    }

    private static QmpStep Step(QemuMachine machine, string command, object arguments) => new QmpStep(
        $"{command} on {machine.Name}",
        machine.Host.Name,
        machine.Directory,
        JsonSerializer.Serialize(new { execute = command, arguments }));

    private static IEnumerable<object> Capabilities(MigrationOptions options) =>
        MigrationSetup.Capabilities(options).Select(capability => new { capability = capability.Key, state = capability.Value });
}
