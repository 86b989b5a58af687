using System.Diagnostics;
using TestHarness.VirtualLab.Images;
using TestHarness.VirtualLab.Machines;

namespace TestHarness.VirtualLab.Tests.Machines;

public sealed class LabSshTests
{
    private LabPaths _paths = new("/", "/");

    [SetUp]
    public void SetUp() => _paths = _paths with { State = Directory.CreateTempSubdirectory("th-ssh-").FullName };

    [TearDown]
    public void TearDown() => Directory.Delete(_paths.State, recursive: true);

    [Test]
    public async Task Knows_the_images_host_key_on_whichever_port_QEMU_took()
    {
        var image = new LabHostImage(_paths.State, "key");
        const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIH0rWfLgJ8tQ0tDk7vZ7n6mFJm8S1fW8n5c3JkqkQmXW";
        await File.WriteAllTextAsync(image.HostKey, $"{Key} root@image\n");
        await LabSsh.WriteKnownHostsAsync(_paths, image, CancellationToken.None);
        Assert.That(await RunAsync("ssh-keygen", "-f", _paths.KnownHosts, "-F", "[127.0.0.1]:40123"), Does.EndWith($"{Key}\n"));
        Assert.That(await RunAsync("ssh-keygen", "-f", _paths.KnownHosts, "-F", "[127.0.0.2]:40123"), Is.Empty);
    }

    [Test]
    public async Task Writes_a_configuration_that_ssh_takes()
    {
        var folder = _paths.Host(2);
        folder.Prepare();
        await new LabHostRecord("key", "/id key", 40123, DateTimeOffset.UtcNow, "tcg", 1536, 2, LabHostOrigin.Boot).WriteAsync(
            folder, CancellationToken.None);
        await LabSsh.WriteConfigAsync(_paths, CancellationToken.None);
        var effective = (await RunAsync("ssh", "-F", _paths.SshConfig, "-G", "host2")).Split('\n');
        Assert.That(effective, Is.SupersetOf(new[]
        {
            "hostname 127.0.0.1", "port 40123", "user root", "identityfile /id key", "stricthostkeychecking true",
            $"userknownhostsfile {_paths.KnownHosts}",
        }));
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        return await process.StandardOutput.ReadToEndAsync();
    }
}
