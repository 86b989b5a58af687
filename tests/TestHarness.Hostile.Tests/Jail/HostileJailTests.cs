namespace TestHarness.Hostile.Tests.Jail;

/// <summary>The watch itself: it sees what it is there to see.</summary>
internal sealed class HostileJailTests
{
    private const string Own = "/tmp/testharness-jail-own";

    [OneTimeSetUp]
    public void NeedsAJail()
    {
        HostileJail.Require();
    }

    [Test]
    public async Task A_command_that_writes_to_its_own_folder_alone_does_no_harm()
    {
        var report = await RunAsync($"cd {Own}; echo a > b; mkdir c; cat b; rm -r c");
        Assert.Multiple(() =>
        {
            Assert.That(report.ExitCode, Is.Zero, report.Error);
            Assert.That(report.Output, Is.EqualTo("a"));
            Assert.That(report.Harm, Is.Empty);
            Assert.That(File.ReadAllText($"{report.OwnFolder}/b"), Is.EqualTo("a\n"));
        });
    }

    [TestCase("echo a > /etc/evil", "changed or made (f): /etc/evil")]
    [TestCase("echo a >> /etc/passwd", "changed or made (f): /etc/passwd")]
    [TestCase("chmod 777 /etc/passwd", "changed or made (f): /etc/passwd")]
    [TestCase("rm /etc/passwd", "removed: /etc/passwd")]
    [TestCase("ln -s /etc/shadow /tmp/link", "changed or made (l): /tmp/link")]
    [TestCase("mkdir /root/new", "changed or made (d): /root/new")]
    [TestCase("echo a > /dev/sda", "changed or made (f): /dev/sda")]
    [TestCase("echo a > /dev/shm/b", "changed or made (f): /dev/shm/b")]
    public async Task A_change_of_a_file_is_seen(string script, string harm) =>
        Assert.That((await RunAsync(script)).Harm, Does.Contain(harm));

    [TestCase("cat /tmp/testharness-bait/file", "bait touched: file")]
    [TestCase("echo a > /tmp/testharness-bait/folder/b", "bait touched: b")]
    [TestCase("echo a > /tmp/testharness-bait/disk", "bait changed: ")]
    [TestCase("/tmp/testharness-bait/program a; true", "bait touched: program-ran")]
    [TestCase("cp /bin/sleep /tmp/testharness-bait/s; /tmp/testharness-bait/s 3", "program ran: /tmp/testharness-bait/s")]
    public async Task A_use_of_the_bait_is_seen(string script, string harm) =>
        Assert.That((await RunAsync(script)).Harm, Has.Some.StartsWith(harm));

    [Test]
    public async Task A_process_that_outlives_the_command_is_seen()
    {
        // The shell's own child becomes sleep a moment later.
        const string Script = """
            setsid sleep 100 > /dev/null 2>&1 &
            until grep -q ^sleep /proc/$!/cmdline; do :; done
            """;
        Assert.That((await RunAsync(Script)).Harm, Has.Some.StartsWith("process left: sleep 100"));
    }

    [TestCase("tcp:127.0.0.1:4444,server=on,wait=off", "port open: tcp 4444")]
    [TestCase("unix:/tmp/evil.sock,server=on,wait=off", "socket open: /tmp/evil.sock")]
    [TestCase("unix:evil,abstract=on,server=on,wait=off", "socket open: @evil")]
    public async Task A_socket_of_a_QEMU_is_seen(string monitor, string harm)
    {
        var report = await RunAsync($"timeout 3 qemu-system-x86_64 -nodefaults -display none -machine none -qmp {monitor}");
        Assert.That(report.Harm, Does.Contain(harm), report.Error);
    }

    [Test]
    public async Task A_program_that_a_QEMU_starts_is_seen()
    {
        var report = await RunAsync("timeout 4 qemu-system-x86_64 -nodefaults -display none -incoming 'exec:sleep 3'");
        Assert.That(report.Harm, Has.Some.StartsWith("QEMU started a process: "), report.Error);
    }

    private static Task<JailReport> RunAsync(string script) =>
        HostileJail.RunAsync(Own, [], TimeSpan.FromSeconds(30), "sh", "-c", script);
}
