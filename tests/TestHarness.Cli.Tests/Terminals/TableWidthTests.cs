using System.Collections.Immutable;
using TestHarness.Cli.Bench;
using TestHarness.Cli.Ci;
using TestHarness.Cli.Commands;
using TestHarness.Cli.Terminals;
using TestHarness.Cli.Tests.Bench;
using TestHarness.FcFabric.Control;
using TestHarness.Hosts;
using TestHarness.VirtualLab;

namespace TestHarness.Cli.Tests.Terminals;

/// <summary>The tables of the commands that need a lab or much time, with rows as long as they get.</summary>
public sealed class TableWidthTests
{
    private const string Wwpn = "5001a4a0f014c8ce";

    private static readonly DateTimeOffset Time = new(2026, 11, 26, 14, 0, 0, TimeSpan.Zero);

    private static readonly ImmutableSortedDictionary<string, ImmutableArray<string>> Zones =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("a-zone-of-many", [Wwpn, Wwpn, Wwpn]);

    private static readonly Dictionary<string, TextTable> Tables = new()
    {
        ["lab status"] = LabTable.Of([new(
            "host1", LabHostState.Up, Time, 4_000_000, "tcg", 16_384, 8, default,
            new SshDestination("127.0.0.1", Port: 65_000))]),
        ["lab fabric ports"] = FabricTable.Of([new PortStatus(
            "host1", PortState.LoggedIn, Wwpn, Wwpn, "0x010203", null, Wwpn, 4_000_000_000, 4_000_000_000, long.MaxValue,
            long.MaxValue, 4_000_000_000)]),
        ["lab fabric zone show"] = FabricTable.Of(new ZoningStatus(Zones, Zones)),
        ["bench"] = BenchTable.Of([BenchResults.Of("ping-pong", 123_456)], [BenchResults.Of("ping-pong", 2)]),
        ["bench profile"] = ProfileTable.Of(
        [
            new ProfileRow("a scenario of each kind of device", "When the guest is migrated 2 times between host1 and host2",
                1000, 12_345.678, 12_345.678),
        ]),
        ["ci"] = Ci(),
    };

    [Test]
    public void A_table_fits_the_width([ValueSource(nameof(Names))] string name, [Values(40, 60, 80, 100, 120, 200)] int width)
    {
        using var output = new StringWriter();
        new Terminal(output, isPlain: true, new TerminalWidth(() => width)).Write(Tables[name]);
        Assert.That(OutputWidth.TooWide(output.ToString().Split('\n'), width), Is.Empty);
    }

    private static IEnumerable<string> Names => Tables.Keys;

    private static TextTable Ci()
    {
        var table = new CiTable();
        table.Add("lab-tests", [new ProjectResults("lab-tests", "TestHarness.VirtualLab.Tests", [])], TimeSpan.FromHours(1));
        return table.Text;
    }
}
