using System.Diagnostics;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.VirtualLab.Tests.Machines;

/// <summary>One life of a lab host, in order: what each part leaves is what the next begins with.</summary>
[Category("lab")]
[Category("slow")]
public sealed class VirtualLabTests
{
    [Test]
    [CancelAfter(600_000)]
    public async Task Boots_is_used_again_is_mended_from_its_snapshot_or_without_and_leaves_nothing(
        CancellationToken cancellationToken)
    {
        var image = LabFixture.Image;
        await using var fixture = new LabFixture();
        var lab = fixture.Lab;

        var booted = await UpAsync();
        Assert.That(booted, Has.Property("State").EqualTo(LabHostState.Up) & Has.Property("Origin").EqualTo(LabHostOrigin.Boot));
        Assert.That(
            await RunAsync(booted, "cat /proc/sys/kernel/hostname; cat /sys/block/sd?/device/wwid | sort"),
            Is.EqualTo("host1\nnaa.5000c500a1b2c3d4\nnaa.5000c500a1b2c3d5\nnaa.5000c500a1b2c3d6\n"));

        Assert.That(await UpAsync(), Is.EqualTo(booted), "a host that is up is used as it is");

        Kill(booted);
        Assert.That(await lab.StatusAsync(cancellationToken), Has.One.With.Property("State").EqualTo(LabHostState.Dead));
        Assert.That(
            () => lab.HostAsync("host1", cancellationToken),
            Throws.TypeOf<HarnessException>().With.Message.Contains("host1 of the virtual lab is dead"));

        var killed = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var restored = await UpAsync();
        Assert.That(
            restored,
            Has.Property("State").EqualTo(LabHostState.Up) & Has.Property("Origin").EqualTo(LabHostOrigin.Snapshot),
            string.Join('\n', fixture.Progress));
        var clock = await RunAsync(restored, "date +%s");
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        Assert.That(long.Parse(clock), Is.InRange(killed, now + 1), "the clock is not the snapshot's");

        Kill(restored);
        using (var memory = File.OpenWrite(
            Directory.GetFiles(fixture.Paths.Cache, "memory", SearchOption.AllDirectories).Single()))
            memory.SetLength(memory.Length / 2);
        var bootedAgain = await UpAsync();
        Assert.That(
            bootedAgain, Has.Property("State").EqualTo(LabHostState.Up) & Has.Property("Origin").EqualTo(LabHostOrigin.Boot));
        Assert.That(fixture.Progress, Has.One.StartWith("host1: its snapshot cannot be used and is removed:"));

        Assert.That(await lab.DownAsync(fixture.Tell, cancellationToken), Is.EqualTo(new[] { "host1" }));
        Assert.That(await lab.StatusAsync(cancellationToken), Is.Empty);
        Assert.That(IsRunning(bootedAgain), Is.False);
        Assert.That(
            Directory.GetFiles(fixture.Paths.State, "*", SearchOption.AllDirectories).Select(Path.GetFileName),
            Is.SubsetOf(new[]
            {
                "lock", "serial.log", "serial.log.previous", "qemu.log", "qemu.log.previous", "fabric.log",
                "fc-lun-a.raw", "fc-lun-b.raw",
            }));

        async Task<LabHostStatus> UpAsync() =>
            (await lab.UpAsync(image, new LabSize(), fixture.Tell, cancellationToken)).Single();

        async Task<string> RunAsync(LabHostStatus status, string script)
        {
            await using var host = new SshHost(status.Name, status.Destination);
            return (await host.RunAsync(Command.Shell(script), cancellationToken)).OrThrow(FailureClass.Ssh).StandardOutput;
        }
    }

    private static void Kill(LabHostStatus host)
    {
        using var qemu = Process.GetProcessById(host.ProcessId!.Value);
        qemu.Kill();
        Assert.That(() => IsRunning(host), Is.False.After(5000, 20));
    }

    private static bool IsRunning(LabHostStatus host)
    {
        var commandLine = $"/proc/{host.ProcessId}/cmdline";
        return File.Exists(commandLine) && File.ReadAllText(commandLine).Length > 0;
    }
}
