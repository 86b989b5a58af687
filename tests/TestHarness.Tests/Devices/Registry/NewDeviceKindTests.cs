using TestHarness.Devices.Registry;
using TestHarness.Devices.Vfio;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Ledger;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Devices.Registry;

/// <summary>A kind that only a test knows works wherever the kinds of the registry do.</summary>
internal sealed class NewDeviceKindTests
{
    private TemporaryDirectory _folder = null!;
    private TemporaryDirectory _devices = null!;
    private TurntableKind _kind = null!;

    [SetUp]
    public void SetUp()
    {
        (_folder, _devices) = (new TemporaryDirectory(), new TemporaryDirectory());
        _kind = new TurntableKind(_devices.Path);
    }

    [TearDown]
    public void TearDown()
    {
        _folder.Dispose();
        _devices.Dispose();
    }

    [Test]
    public void A_new_section_is_read_beside_the_sections_of_the_registry()
    {
        var host = Load(
            """
            name: studio
            hosts:
              - name: a
                connection: local
                turntables: [{ model: sl1200 }, { model: lp120 }]
                nics: [{ pf: '0000:01:00.0', network: guests, bridge: br0 }]
            """).Hosts.Single();

        Assert.That(host.Section<Turntable>(), Is.EqualTo([new Turntable("sl1200"), new Turntable("lp120")]));
        Assert.That(host.Nics(), Has.Length.EqualTo(1));
    }

    [Test]
    public void Mistakes_of_a_new_section_are_reported_with_their_places()
    {
        var load = () => Load(
            """
            name: studio
            hosts:
              - { name: a, connection: local, turntables: [{ model: sl1200, rpm: 33 }] }
              - { name: b, connection: local, turntables: [{ model: sl1200 }, { modell: lp120 }] }
            """);

        Assert.That(load, Throws.TypeOf<HarnessException>().With.Message.EqualTo(
            "[config] " + string.Join('\n', new[]
            {
                "3:3: 'turntables' of hosts: model sl1200 is given 2 times",
                "3:65: 'rpm' is not a key of turntable (accepted: model)",
                "4:67: turntable lacks the key 'model'; expected a name of letters, digits, '.', '_' and '-'",
                "4:69: 'modell' is not a key of turntable; did you mean 'model'? (accepted: model)",
            }.Select(line => $"{File}:{line}"))));
    }

    [Test]
    public async Task A_survey_adds_the_capabilities_of_a_new_kind_to_the_offers_of_its_host()
    {
        InstalledQemu.Require();
        var environment = Load("name: studio\nhosts: [{ name: a, connection: local, turntables: [{ model: sl1200 }] }]");
        var settings = new QemuSettings(Accelerator: Accelerator.Tcg);

        var survey = await HostSurvey.MakeAsync(environment.Hosts[0], settings, [_kind], CancellationToken.None);

        var host = survey.AddTo(environment).Hosts[0];
        Assert.That(host.Find("turntable")?.Attributes["models"], Is.EqualTo("sl1200"));
        Assert.That((host.Find("record"), host.Lacks["record"]), Is.EqualTo(((Offer?)null, $"{_devices.Path} is empty")));
    }

    [Test]
    public async Task A_leak_check_compares_the_things_of_a_new_kind()
    {
        await using var host = new LocalHost("lab1");
        var before = await LookAsync(host);
        Directory.CreateDirectory(_devices["deck1/record"]);

        var after = await LookAsync(host);

        var report = LeakReport.Compare(before, after, [], isAlone: true);
        Assert.That(report.Leaks, Is.EqualTo(["lab1: left behind: turntable deck1"]));
        Assert.That(report.Noted, Is.EqualTo(["lab1: left behind: record record"]));
        Assert.That(after.SurvivingReboot.Items, Does.Contain("turntable deck1").And.Not.Contain("record record"));
    }

    [Test]
    public async Task A_new_kind_that_a_host_cannot_list_is_reported_as_not_checked()
    {
        await using var host = new LocalHost("lab1");
        var before = await LookAsync(host);
        Directory.Delete(_devices.Path);

        var report = LeakReport.Compare(before, await LookAsync(host), [], isAlone: true);

        Directory.CreateDirectory(_devices.Path);
        Assert.That(report.NotChecked.Where(kind => kind.Kind == "turntable"), Is.EqualTo(
            [new UnlistedKind("lab1", "turntable", $"after the scenario: {_devices.Path} cannot be read")]));
    }

    private string File => _folder["lab.yaml"];

    private Task<LeakCheck> LookAsync(LocalHost host) =>
        LeakCheck.TakeAsync(host, [.. DeviceKinds.LeakProbes, .. _kind.LeakProbes]);

    private LabEnvironment Load(string yaml)
    {
        System.IO.File.WriteAllText(File, yaml);
        return EnvironmentFile.Load(File, [.. DeviceKinds.HostSections, .. _kind.HostSections]);
    }
}
