using System.Text;
using TestHarness.Environments;
using TestHarness.Hosts;
using TestHarness.Images.Disks;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Images.Disks;

internal sealed class CloudSeedTests
{
    [Test]
    public void A_user_with_a_key_becomes_root_by_sudo_and_has_no_password() => Assert.That(
        CloudSeed.UserData("tester", null, "ssh-ed25519 AAAA"),
        Is.EqualTo(
            "#cloud-config\n{\"preserve_hostname\":true,\"disable_root\":true," +
            "\"ssh_pwauth\":false,\"users\":[{\"name\":\"tester\"," +
            "\"sudo\":\"ALL=(ALL) NOPASSWD:ALL\",\"shell\":\"/bin/sh\",\"lock_passwd\":true," +
            "\"ssh_authorized_keys\":[\"ssh-ed25519 AAAA\"]}]}\n"));

    [Test]
    public void A_password_with_quotes_stays_one_value() => Assert.That(
        CloudSeed.UserData("root", "a\"b: c", null),
        Does.Contain(
            "\"chpasswd\":{\"expire\":false,\"users\":[{\"name\":\"root\",\"password\":\"a\\u0022b: c\",\"type\":\"text\"}]}"));

    [Test]
    public async Task The_seed_is_a_disk_with_the_label_that_cloud_init_looks_for()
    {
        Skip.UnlessInstalled(SkipReason.NoImageTool, "mformat", "mdir", "ssh-keygen");
        using var folder = new TemporaryDirectory();
        await using var machine = new LocalHost("this machine");
        await machine.RunAsync(new Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder["key"]));

        var seed = await CloudSeed.MakeAsync(machine, new GuestLogin("tester", IdentityFile: folder["key"]));

        await File.WriteAllBytesAsync(folder["seed.img"], seed.Content);
        var listed = (await machine.RunAsync(new Command("mdir", "-b", "-i", folder["seed.img"], "::"))).StandardOutput;
        Assert.That(
            listed.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EquivalentTo(new[] { "::/meta-data", "::/user-data" }));
        Assert.That(Encoding.ASCII.GetString(seed.Content), Does.Contain("CIDATA"));
        Assert.That(seed.Name, Does.Match("^seed-[0-9a-f]{16}\\.img$"));
    }
}
