using TestHarness.Migration;
using TestHarness.Steps.Migration;

namespace TestHarness.Steps.Tests.Arguments;

internal sealed class MigrationTableTests
{
    private static readonly TestCaseData[] Rows =
    [
        new("mode", "postcopy", new MigrationOptions { Mode = MigrationMode.Postcopy }),
        new("multifd channels", "4", new MigrationOptions { MultifdChannels = 4 }),
        new("auto-converge", "on", new MigrationOptions { AutoConverge = true }),
        new("max bandwidth", "8MiB/s", new MigrationOptions { MaxBandwidth = 8 << 20 }),
        new("downtime limit", "1s", new MigrationOptions { DowntimeLimit = TimeSpan.FromSeconds(1) }),
    ];

    [TestCaseSource(nameof(Rows))]
    public void Each_row_becomes_the_option_that_it_names(string option, string value, MigrationOptions expected) => Assert.That(
        MigrationTable.Options.Single(known => known.Name == option).Apply(new MigrationOptions(), value), Is.EqualTo(expected));

    [Test]
    public void Every_option_has_a_row_here() =>
        Assert.That(Rows.Select(row => row.Arguments[0]), Is.EquivalentTo(MigrationTable.Options.Select(option => option.Name)));

    [TestCase("mode", "postcpy")]
    [TestCase("multifd channels", "256")]
    [TestCase("auto-converge", "yes")]
    [TestCase("max bandwidth", "8MiB")]
    [TestCase("downtime limit", "1")]
    public void A_value_that_an_option_does_not_take_is_refused(string option, string value) => Assert.That(
        MigrationTable.Options.Single(known => known.Name == option).Apply(new MigrationOptions(), value), Is.Null);
}
