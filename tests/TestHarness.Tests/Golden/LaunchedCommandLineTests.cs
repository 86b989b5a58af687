using System.Text.RegularExpressions;
using TestHarness.Devices;
using TestHarness.Devices.Luns;
using TestHarness.Environments;
using TestHarness.Golden;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Labs.Recipes;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Golden;

/// <summary>The command line of a real run, from the script that its evidence has, is the one of the golden file.</summary>
[TestFixture]
[Category("slow")]
internal sealed partial class LaunchedCommandLineTests
{
    private static readonly string[] Tags = ["hosts:1", "needs:qemu", "needs:lun"];

    [Test]
    public async Task A_guest_that_was_launched_has_the_golden_command_line()
    {
        InstalledQemu.Require();
        using var reports = new TemporaryDirectory();
        await using var run = await LabRun.StartAsync(Here, reports.Path);
        Assert.That(await run.FindSkipReasonsAsync(Tags), Is.Empty);
        var lab = await run.OpenAsync("golden", Tags, _ => { });
        try
        {
            var place = (await new LunProvisioning(lab).ProvideAsync())[0];
            var request = new MachineRequest(lab, lab.Machines, place, "guest-1 on host1", new DeviceSet());
            await using var machine = await new BuiltInGuest().StartAsync(request, CancellationToken.None);
        }
        finally
        {
            await lab.CloseAsync();
        }

        var lines = await File.ReadAllTextAsync(Path.Combine(lab.Evidence.Folder, "command-lines.txt"));
        var launched = Launch().Match(lines).Groups["options"].Captures.Select(option => Normal(option.Value, lab));
        var golden = new GoldenFile("command-lines/file-lun.txt").Lines.Skip(2).TakeWhile(line => line.StartsWith('-'));
        Assert.That(GoldenFile.Difference([.. golden], [.. launched]), Is.Null);
    }

    private static LabEnvironment Here { get; } = new()
    {
        Name = "here",
        Hosts = [new HostDescription("host1", new LocalConnection(), null, [], [])],
        Luns = [new FileLun("lun0", ByteSize.FromMiB(16))],
        Guest = GoldenHost.Guest,
        Qemu = new QemuSettings { Accelerator = Accelerator.Tcg },
    };

    /// <summary>The paths of this run, by those of the golden files.</summary>
    private static string Normal(string option, Lab lab) => Images()
        .Replace(option.Replace("'", "", StringComparison.Ordinal), "/images/")
        .Replace("/images/kernel", "/images/vmlinuz", StringComparison.Ordinal)
        .Replace(lab.Hosts[0].Directory, "/scenario", StringComparison.Ordinal);

    /// <summary>One option a line.</summary>
    [GeneratedRegex(@"qemu-system-x86_64( \\\n  (?<options>-[^\n]*?))+\n")]
    private static partial Regex Launch();

    [GeneratedRegex("(?<= )/[^ ]*/guest-image/[^/]*/")]
    private static partial Regex Images();
}
