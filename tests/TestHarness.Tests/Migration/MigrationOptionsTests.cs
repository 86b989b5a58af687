using System.Text.Json;
using TestHarness.Domains;
using TestHarness.Failures;
using TestHarness.Migration;

namespace TestHarness.Tests.Migration;

/// <summary>Each option reaches QEMU and virsh, or is refused by its name: no option is dropped in silence.</summary>
internal sealed class MigrationOptionsTests
{
    private static readonly MigrationOptions Usual = new();

    private static readonly TestCaseData[] Changed =
    [
        Change(nameof(MigrationOptions.Mode), "mode", Usual with { Mode = MigrationMode.Postcopy }),
        Change(nameof(MigrationOptions.MultifdChannels), "multifd channels", Usual with { MultifdChannels = 4 }),
        Change(nameof(MigrationOptions.AutoConverge), "auto-converge", Usual with { AutoConverge = true }),
        Change(nameof(MigrationOptions.MaxBandwidth), "max bandwidth", Usual with { MaxBandwidth = 8 << 20 }),
        Change(nameof(MigrationOptions.MaxBandwidth), "max bandwidth", Usual with { MaxBandwidth = 100_000 }),
        Change(nameof(MigrationOptions.DowntimeLimit), "downtime limit", Usual with { DowntimeLimit = TimeSpan.FromSeconds(1) }),
    ];

    /// <summary>The timeout is the harness's own, and neither QEMU's nor libvirt's.</summary>
    [Test]
    public void Every_option_is_walked_through() => Assert.That(
        Changed.Select(row => row.Arguments[0]).Distinct(),
        Is.EquivalentTo(typeof(MigrationOptions).GetProperties().Select(property => property.Name)
            .Except([nameof(MigrationOptions.Timeout)])));

    [TestCaseSource(nameof(Changed))]
    public void An_option_reaches_QEMU(string property, string option, MigrationOptions options) =>
        Assert.That(OfQemu(options), Is.Not.EqualTo(OfQemu(Usual)), $"'{option}' ({property}) changes nothing");

    [TestCaseSource(nameof(Changed))]
    public void An_option_reaches_libvirt_or_is_refused_by_its_name(string property, string option, MigrationOptions options)
    {
        try
        {
            Assert.That(OfVirsh(options), Is.Not.EqualTo(OfVirsh(Usual)), $"'{option}' ({property}) changes nothing");
        }
        catch (HarnessException refusal)
        {
            Assert.That(refusal.FailureClass, Is.EqualTo(FailureClass.Config));
            Assert.That(refusal.Message, Does.Contain($"'{option}'"));
        }
    }

    [Test]
    public void One_pass_needs_a_downtime_limit_of_0_and_nothing_that_the_scenario_sets()
    {
        Assert.That(Usual.InOnePass(), Is.EqualTo(Usual with { DowntimeLimit = TimeSpan.Zero }));
        MigrationOptions[] chosen =
        [
            Usual with { Mode = MigrationMode.Postcopy }, Usual with { AutoConverge = true },
            Usual with { MaxBandwidth = 8 << 20 }, Usual with { DowntimeLimit = TimeSpan.FromSeconds(1) },
        ];
        Assert.That(chosen.Select(options => options.InOnePass()), Is.EqualTo(chosen));
    }

    private static TestCaseData Change(string property, string option, MigrationOptions options) =>
        new(property, option, options);

    private static string OfQemu(MigrationOptions options) => JsonSerializer.Serialize(new
    {
        capabilities = MigrationSetup.Capabilities(options),
        source = MigrationSetup.SourceParameters(options),
    });

    private static string OfVirsh(MigrationOptions options) =>
        string.Join(' ', DomainMigration.Arguments("guest", "/destination.xml", "192.0.2.1", options));
}
