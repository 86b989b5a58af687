using System.Diagnostics;
using TestHarness.Cli.Tests.Support;
using TestHarness.FcFabric.Control;

namespace TestHarness.Cli.Tests.Commands;

/// <summary>The commands on a real fabric, to which no host is attached.</summary>
public sealed class LabFabricTests
{
    private const string Wwpn = "5001a4a0f014c8ce";

    private HarnessProcess _harness = null!;
    private Process _fabric = null!;

    [SetUp]
    public async Task StartFabric()
    {
        _harness = new HarnessProcess();
        var folder = Directory.CreateDirectory(Path.Combine(_harness.Folder, "state/testharness/lab/fabric")).FullName;
        string[] arguments =
        [
            typeof(FabricClient).Assembly.Location, "-pidfile", $"{folder}/fabric.pid", "-control", $"{folder}/control.sock",
            "-log", $"{folder}/fabric.log",
            "-port", "host1", $"{folder}/host1.sock", $"{folder}/remote1.sock",
        ];
        _fabric = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        Assert.That(await _fabric.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)), Is.EqualTo("ready"));
    }

    [TearDown]
    public void EndFabric()
    {
        _fabric.Kill();
        _fabric.WaitForExit();
        _fabric.Dispose();
        _harness.Dispose();
    }

    [Test]
    public async Task Zones_are_set_put_in_force_and_removed()
    {
        await FabricAsync("zone", "set", "one", Wwpn, "2000525400000303");
        Assert.That(await FabricAsync("zone", "activate", "--json"), Does.Contain("\"one\"").And.Contain(Wwpn));
        Assert.That(await FabricAsync("zone", "show"), Does.Contain("one").And.Contain("2000525400000303"));
        Assert.That(await FabricAsync("zone", "clear", "--json"), Does.Not.Contain("\"one\""));
    }

    [Test]
    public async Task The_limit_on_vHBAs_is_shown_and_set()
    {
        await FabricAsync("limit", "3");

        Assert.That(await FabricAsync("limit"), Is.EqualTo("3 vHBAs an HBA\n"));
        Assert.That(await FabricAsync("limit", "--json"), Is.EqualTo("3\n"));
    }

    /// <summary>The fabric advertises itself now and then, so that frames may come meanwhile.</summary>
    [Test]
    public async Task A_capture_is_a_file_that_starts_and_stops()
    {
        var file = Path.Combine(_harness.Folder, "fabric.pcap");

        Assert.That(await FabricAsync("capture", "start", file), Is.EqualTo($"frames are captured to {file}\n"));
        Assert.That(await FabricAsync("capture", "stop"), Does.Match($@"^\d+ frames in {file}\n$"));
        Assert.That(File.Exists(file));
    }

    [Test]
    public async Task A_host_that_has_not_logged_in_is_offline() =>
        Assert.That(await FabricAsync("ports", "--json"), Does.Contain("\"host\": \"host1\",\n    \"state\": \"offline\""));

    [Test]
    public async Task A_host_or_zone_that_the_fabric_does_not_know_is_one_clear_error()
    {
        var unknown = await _harness.RunAsync("lab", "fabric", "link", "down", "host9");
        var wrong = await _harness.RunAsync("lab", "fabric", "zone", "set", "one", "not-a-wwpn");

        Assert.Multiple(() =>
        {
            Assert.That((unknown.ExitCode, unknown.Output), Is.EqualTo((2, "")));
            Assert.That(unknown.Error, Does.Contain("host9"));
            Assert.That((wrong.ExitCode, wrong.Output), Is.EqualTo((2, "")));
            Assert.That(wrong.Error, Does.Contain("not-a-wwpn"));
        });
    }

    [Test]
    public async Task Without_a_fabric_the_lab_is_to_be_brought_up()
    {
        _fabric.Kill();
        await _fabric.WaitForExitAsync();

        var result = await _harness.RunAsync("lab", "fabric", "ports");

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Error, Does.Contain("lab up"));
    }

    private async Task<string> FabricAsync(params string[] words)
    {
        var result = await _harness.RunAsync(["lab", "fabric", .. words]);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return result.Output;
    }
}
