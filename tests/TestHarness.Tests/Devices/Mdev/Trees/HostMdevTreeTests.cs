using System.Text.Json;
using TestHarness.Devices.Mdev.Trees;
using TestHarness.Devices.Trees;
using TestHarness.Hosts;
using TestHarness.Tests.Environments;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Devices.Mdev.Trees;

/// <summary>The script for a host on a copy of a recorded one: it must print what the reading needs.</summary>
internal sealed class HostMdevTreeTests
{
    [TestCase("mtty", "83b8f4f2-509f-382f-3c1e-e6bfe0fa1001")]
    [TestCase("vfio_ap", "62177883-f1bb-47f0-914d-32a22e3a8804")]
    [TestCase("vfio_ccw", "8e782fea-e5f4-45fa-a0f9-024cf66e5009")]
    [TestCase("i915", "4a0a190f-dcf3-4def-9342-c48768f0c940")]
    [TestCase("i915", "62177883-f1bb-47f0-914d-32a22e3a8804")]
    public async Task A_host_is_read_as_its_recording_is(string recorded, string mdev)
    {
        using var root = new TemporaryDirectory();
        await using var host = new LocalHost("h1");
        var file = Path.Combine(
            Repository.Folder("tests"), "TestHarness.Tests", "Devices", "Mdev", "Recorded", $"{recorded}.txt");
        Write(TreeListing.Parse(await File.ReadAllTextAsync(file)), root.Path);

        var script = HostMdevTree.Script.Replace("/sys/", $"{root.Path}/sys/", StringComparison.Ordinal).Replace(
            "/etc/", $"{root.Path}/etc/", StringComparison.Ordinal);
        var printed = (await host.RunAsync(Command.Shell(script, mdev))).StandardOutput.Replace(
            root.Path, "", StringComparison.Ordinal);
        var read = await new RecordedMdevTree("h1", FileTree.Of(TreeListing.Parse(printed))).LookAsync(Guid.Parse(mdev));
        var expected = await Recording.Of("h1", recorded).LookAsync(Guid.Parse(mdev));
        Assert.That(JsonSerializer.Serialize(read), Is.EqualTo(JsonSerializer.Serialize(expected)));
        Assert.That(read.Parents, Is.Not.Empty);
    }

    private static void Write(TreeListing recorded, string root)
    {
        foreach (var line in recorded.Lines)
        {
            var path = root + line.Path;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (line.IsLink)
                File.CreateSymbolicLink(path, line.Value);
            else
                File.WriteAllText(path, line.Value + "\n");
        }
    }
}
