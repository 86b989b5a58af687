using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Devices.Npiv.Pools;
using TestHarness.Devices.Vfio;
using TestHarness.Golden;
using TestHarness.Hosts;
using TestHarness.Labs.Recipes;
using TestHarness.Ledger;
using TestHarness.Domains;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Golden;

/// <summary>The XML of each kind of libvirt guest, by the code that defines domains; libvirt's own schema accepts it.</summary>
[TestFixture]
[Category(GoldenFile.Category)]
internal sealed partial class DomainTests
{
    /// <summary>Debian: package libvirt0 or, from version 10 on, libvirt-common.</summary>
    private const string Schema = "/usr/share/libvirt/schemas/domain.rng";

    private static readonly string[] Kinds =
        ["block-disk", "block-lun", "volume-disk", "volume-lun", "block-disk-kvm", "teamed-nic"];

    [TestCaseSource(nameof(Kinds))]
    public async Task The_domain_is_that_of_the_golden_file(string kind) =>
        new GoldenFile($"domains/{kind}.xml").Compare((await XmlAsync(kind)).Split('\n'));

    [TestCaseSource(nameof(Kinds))]
    public async Task Libvirts_schema_accepts_the_domain(string kind)
    {
        var xmllint = await ValidateAsync(await XmlAsync(kind));
        Assert.That(xmllint.Succeeded, xmllint.StandardError);
    }

    [Test]
    public async Task Libvirts_schema_refuses_a_domain_with_an_unknown_device()
    {
        var broken = (await XmlAsync("block-lun")).Replace("device=\"lun\"", "device=\"lune\"", StringComparison.Ordinal);
        Assert.That((await ValidateAsync(broken)).Succeeded, Is.False);
    }

    private static async Task<CommandResult> ValidateAsync(string xml)
    {
        Skip.Unless(
            File.Exists(Schema), SkipReason.NoLibvirtSchema,
            $"there is no {Schema}: './harness test' installs libvirt0 and libxml2-utils");
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory["domain.xml"], xml);
        await using var host = new LocalHost("this machine");
        return await host.RunAsync(new Command("xmllint", "--noout", "--relaxng", Schema, directory["domain.xml"]));
    }

    private static async Task<string> XmlAsync(string kind)
    {
        using var directory = new TemporaryDirectory();
        await using var ledger = UndoLedger.Open(directory.Path);
        LunSource source = kind.StartsWith("volume", StringComparison.Ordinal)
            ? new LunVolume(PoolName.Parse("fc-pool"), "unit:0:2:0")
            : new LunPath(GoldenHost.Device.Path);
        var use = kind.EndsWith("lun", StringComparison.Ordinal) ? LunUse.PassThrough : LunUse.Emulated;
        var guest = new LibvirtGuest(
            ImmutableDictionary<string, IDomainDevice>.Empty.Add("host1", LunDisk.Of(source, use, LibvirtGuest.Disk)));
        var nic = GoldenHost.Nic(ledger, hasOneMac: true);
        IDomainDevice[] devices = kind == "teamed-nic"
            ? [new TeamedInterface(nic.Nic.Mac, nic.Candidate.Request.Bridge, nic.Nic.Standby, nic.Nic.Vf)]
            : [];
        var place = GoldenHost.Place(GoldenHost.Device, kind.EndsWith("kvm", StringComparison.Ordinal) ? "kvm" : "tcg");
        return Uuid().Replace($"{guest.Domain(place, GoldenHost.Guest, GoldenHost.Directory, devices).ToXml()}", $"{Guid.Empty}");
    }

    /// <summary>The domain's own varies from run to run.</summary>
    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Uuid();
}
