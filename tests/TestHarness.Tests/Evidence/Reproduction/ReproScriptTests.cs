using System.Diagnostics;
using System.Globalization;
using TestHarness.Environments;
using TestHarness.Evidence.Reproduction;
using TestHarness.Hosts;

namespace TestHarness.Tests.Evidence.Reproduction;

public sealed class ReproScriptTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private string _folder = "";
    private ReproHost _here = null!;

    [SetUp]
    public void Start()
    {
        _folder = Directory.CreateTempSubdirectory("th-repro-").FullName;
        var kernel = Path.Combine(_folder, "kernel-6.1");
        File.WriteAllText(kernel, "the kernel");
        // A program of this name is all that the tests need of socat.
        Directory.CreateDirectory(Path.Combine(_folder, "bin"));
        File.WriteAllText(Path.Combine(_folder, "bin", "socat"), "#!/bin/sh\n");
        File.SetUnixFileMode(
            Path.Combine(_folder, "bin", "socat"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _here = new ReproHost(
            new HostDescription("here", new LocalConnection(), null, [], []), $"{_folder}/testharness-1", kernel, $"{kernel}.gz");
    }

    [TearDown]
    public void End() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Commands_run_again_in_a_directory_that_the_script_makes_and_removes()
    {
        var script = ReproScript.Write("two\nlines", [_here],
        [
            new CommandStep("it's made", "here", ["mkdir", $"{_here.Directory}/a b"]),
            new CommandStep(
                "it is written", "here",
                [
                    "sh", "-c", $"cp \"$1\" '{_here.Directory}/a b/kernel' && cp '{_here.Directory}/a b/kernel' '{_folder}/copy'",
                    "sh", _here.Kernel,
                ]),
        ]);

        var (exitCode, output) = Run(script);

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.Zero, output);
            Assert.That(output, Does.Contain("== here: it's made").And.Contains("== the end"));
            Assert.That(File.ReadAllText(Path.Combine(_folder, "copy")), Is.EqualTo("the kernel"));
            Assert.That(Directory.GetDirectories(_folder), Is.EquivalentTo(new[] { $"{_folder}/bin" }));
        });
    }

    [Test]
    public void The_directory_stays_when_it_is_to_be_kept()
    {
        Run(ReproScript.Write("x", [_here], []), ("KEEP", "1"));
        Assert.That(File.ReadAllText(Path.Combine(_here.OwnDirectory, "kernel")), Is.EqualTo("the kernel"));
    }

    [Test]
    public void A_directory_of_another_is_not_used_and_stays()
    {
        Directory.CreateDirectory(_here.OwnDirectory);

        var (exitCode, output) = Run(ReproScript.Write("x", [_here], [new CommandStep("never", "here", ["true"])]));

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(output, Does.Contain($"{_here.OwnDirectory} is there").And.Not.Contains("never"));
            Assert.That(_here.OwnDirectory, Does.Exist);
        });
    }

    [Test]
    public void A_missing_guest_image_is_told_with_what_to_do()
    {
        var (exitCode, output) = Run(ReproScript.Write("x", [_here with { Kernel = "/nowhere/kernel" }], []), ("HOME", _folder));

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(output, Does.Contain("there is no guest image: './harness setup' builds one"));
        });
    }

    [Test]
    public void A_guest_image_of_ones_own_is_taken()
    {
        var own = Directory.CreateDirectory(Path.Combine(_folder, "own")).FullName;
        File.WriteAllText(Path.Combine(own, "kernel"), "another kernel");

        var (_, output) = Run(
            ReproScript.Write("x", [_here], [new CommandStep("look", "here", ["cat", _here.Kernel])]), ("GUEST_IMAGE", own));

        Assert.That(output, Does.Contain("another kernel").And.Contains("is another one than in the run"));
    }

    [Test]
    public void Steps_of_another_host_run_over_ssh_quoted_for_both_shells()
    {
        var address = new SshDestination("lab1", "root", 2222, KnownHostsFile: "/etc/known hosts");
        var there = new HostDescription(
            "there", new SshConnection(address), null, [], []);
        var script = ReproScript.Write("x", [new ReproHost(there, "/var/tmp/testharness-2", "/k", "/i")],
        [
            new CommandStep("write", "there", ["echo", "it's"]),
            new QemuStep(
                "start the source", "there", ["qemu-system-x86_64", "-nodefaults", "-append", "a b"], "/var/tmp/testharness-2/1"),
            new QmpStep("status", "there", "/var/tmp/testharness-2/1", """{"execute":"query-status"}"""),
            new GuestStep("type", "there", "/var/tmp/testharness-2/1", "echo 'a  b'"),
        ]);

        const string ssh = "ssh -p 2222 -o 'UserKnownHostsFile=/etc/known hosts' root@lab1";
        const string tty = "ssh -tt -p 2222 -o 'UserKnownHostsFile=/etc/known hosts' root@lab1";
        Assert.Multiple(() =>
        {
            Assert.That(script, Does.Contain($"\n{ssh} {ShellQuote.Word(@"echo 'it'\''s'")}\n"));
            Assert.That(script, Does.Contain(
                $"\n{tty} 'qemu-system-x86_64 \\\n  -nodefaults \\\n  -append '\\''a b'\\''' </dev/null &\n"));
            Assert.That(script, Does.Contain($"\non 'guest_up /var/tmp/reproduce-2/1' {ssh} || return\n"));
            Assert.That(script, Does.Contain(
                $"\non {ShellQuote.Word("qmp /var/tmp/reproduce-2/1 '{\"execute\":\"query-status\"}'")} {ssh} || return\n"));
            Assert.That(script, Does.Contain(
                $"\non {ShellQuote.Word($"guest /var/tmp/reproduce-2/1 {ShellQuote.Word("echo 'a  b'")}")} {ssh} || return\n"));
        });
    }

    [TestCase("dash")]
    [TestCase("bash")]
    public void A_shell_of_any_kind_can_read_it(string shell)
    {
        var script = ReproScript.Write("x", [_here],
        [
            new QemuStep("start", "here", ["qemu", "-incoming", "defer"], $"{_here.Directory}/1"),
            new MigrationEndStep("wait", "here", $"{_here.Directory}/1"),
        ]);
        Assert.That(Start(shell, script, ["-n"]).ExitCode, Is.Zero);
    }

    [Test]
    public void A_title_cannot_become_a_command()
    {
        var (exitCode, output) = Run(
            ReproScript.Write("$(echo no)\nexit 7", [_here], [new CommandStep("x'; exit 8; '\nexit 9", "here", ["true"])]));

        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Does.Contain("== here: x'; exit 8; ' exit 9"));
    }

    [Test]
    public void The_command_lines_of_all_QEMUs_are_listed() => Assert.That(
        ReproScript.CommandLines(
        [
            new QemuStep("start guest-1", "here", ["qemu", "-m", "1"], "/d"), new CommandStep("other", "here", ["true"]),
        ]),
        Is.EqualTo("# here: start guest-1\nqemu \\\n  -m 1\n"));

    private (int ExitCode, string Output) Run(string script, params (string Name, string Value)[] variables) =>
        Start("sh", script, ["-s"], variables);

    private (int ExitCode, string Output) Start(
        string shell, string script, string[] options, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("sh", ["-c", $"exec {shell} {string.Join(' ', options)} 2>&1"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = $"{_folder}/bin:{start.Environment["PATH"]}";
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Write(script);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Bound) || !output.Wait(Bound))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"the script did not end within {Bound}"));
        }

        return (process.ExitCode, output.Result);
    }
}
