using TestHarness.Cli.Selection;
using TestHarness.Devices;
using TestHarness.Devices.Registry;
using TestHarness.Scenarios.Features;
using TestHarness.Steps.Migration;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Vocabulary;

/// <summary>The page for authors of features, made from the code.</summary>
internal static class WritingFeatures
{
    private const string AnyHost =
        "With `@hosts:1`: any one host that meets the other needs will do, which the steps call `host1`. `./harness run` runs "
        + "such scenarios of a feature side by side, one on each host.";

    private const string Capability =
        "Each of these hosts must offer it, for example `@needs:qemu`; `@needs:lun` asks for a LUN that they share, "
        + "`@needs:device-lun` for one that is a block device of each host.";

    /// <summary>The path of the page.</summary>
    public static string Path => System.IO.Path.Combine(RunSettings.Root, "docs", "writing-features.md");

    /// <summary>Writes the page.</summary>
    public static string Render() => $$"""
        # Writing features

        This page is made by `./harness steps --write`; do not edit it.

        A feature file is Gherkin: `Feature`, `Background`, `Rule`, `Scenario`, `Scenario Outline` with `Examples`, tables,
        tags. One file is enough: `./harness run my.feature` runs it from anywhere, and `./harness validate my.feature` tells
        what is wrong with it without touching a host.

        ## Tags that mean something

        | tag | meaning |
        | --- | --- |
        | `@hosts:N` | The scenario works on N hosts of the environment. Without it there is no host, and no guest. |
        | `@any-host` | {{AnyHost}} |
        | `@needs:CAPABILITY` | {{Capability}} |
        | `@needs:CAPABILITY>=N` | The same, with a least version or count, for example `@needs:vports>=2`. See "Versions". |
        | `@recorded` | Recordings of hosts are compared, and no host has a part: the summary counts such scenarios apart. |
        | `@{{ScenarioPlan.IgnoreTag}}` | The scenario is skipped; its steps need not exist. |

        A scenario whose needs are not met is skipped with the reason, or fails under `--strict`. Any other tag is there to be
        selected by: `./harness run --tags '@migration and not @slow'`. No tag makes a failure a pass: a step expects it, for
        example `Then the health check fails and names:`.

        ## Versions

        `@needs:qemu>=8.0.0-11.el9,<9` needs a version within both bounds. A bound is `>=`, `>`, `<=`, `<` or `=` with a version,
        and a comma means "and". `qemu`, `kernel` (as `uname -r` prints it), `libvirt`, `ovmf` and `seabios` have versions;
        `vports` and `lun` have counts.

        Versions of packages are compared in the order of the host's packaging system, RPM's or dpkg's. A bound of numbers alone,
        such as `<9`, is compared with QEMU's own version, and so is any bound for a QEMU of no package. An epoch or a release
        that a bound does not have is not compared: `>=8.0` is also met by `17:8.0.0-11.el9`, and `<8` by
        `1:7.2+dfsg-7+deb12u18`.

        ## What checks nothing

        A scenario that could only pass is an error, with its file and line: one without steps, one of `Given` steps alone
        (those of a `Background` do not count), and an outline without rows. So are, while a scenario runs, a leg to the place
        where the guest is already, a limit on a figure that nothing reports, a second load before the first one was compared,
        and a load or a file that nothing was compared with when the scenario has ended: end with `When the load is stopped` and
        `Then the LUN holds what the guest wrote`.

        ## Environments

        `--env` takes the path of an environment file, or one of these names:
        {{string.Join(", ", RunSettings.EnvironmentNames.Select(Code))}}.
        The steps name hosts as the environment names them: `host1`, `host2`. `./harness check --env NAME` shows what the hosts
        offer, and which scenarios can run there.

        ## Tables of migration options

        Such a table has the columns `option` and `value`; what is not in it is QEMU's default
        (but for the downtime limit of TCG before QEMU 9.0: [found.md](found.md#tcg-precopy)).

        | option | values |
        | --- | --- |
        {{Lines(MigrationTable.Options.Select(option => $"| {Code(option.Name)} | {option.Accepted} |"))}}

        ## Tables of devices

        `Given a guest on HOST with the devices:` takes a table with the columns `device` and `setting`. The devices are made on
        each host, and taken back at the end. One of them is the guest's disk, /dev/sda; each is there once.

        | device | setting |
        | --- | --- |
        {{Lines(DeviceKinds.GuestDevices.Select(Row))}}

        ## What is usual

        Beside the absolute bounds of a scenario, the downtime, total time and longest stall of each leg, and the gap and lost
        pings of a guest that is pinged, are compared with what is usual in the environment: `./harness run --learn-baseline`
        adds a run to `baselines/NAME.json` beside the environment file, and from 3 runs on a scenario fails with class
        `[migration]` when a figure is more than 5 times the median (`baseline: { multiple: 5 }` in the environment file) and a
        fixed floor. Where nothing was learned, the leg's line says so. docs/labs.md tells more.

        ## Steps

        `{word}` is one word, `{int}` a whole number, `{string}` text in quotes. A step that ends in a colon takes a table.

        {{Lines(StepGroup.Of(StepSelection.Load(null, [])).Select(Section))}}
        """;

    private static string Row(GuestDeviceKind kind) =>
        $"| {Code(kind.Name)}{(kind.IsDisk ? " (disk)" : "")} | {kind.Settings} |";

    private static string Section(StepGroup group)
    {
        var steps = group.Steps.Select(
            step => $"- {Code(StepGroup.Text(step))}{(step.Summary is { } summary ? $"  \n  {summary}" : "")}");
        return $"### {group.Name}\n\n{Lines(steps)}\n";
    }

    private static string Code(string text) => $"`{text}`";

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
