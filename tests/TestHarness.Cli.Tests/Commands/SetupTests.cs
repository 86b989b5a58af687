using TestHarness.Cli.Setup;
using TestHarness.Cli.Tests.Support;

namespace TestHarness.Cli.Tests.Commands;

/// <summary>On a machine without QEMU, which a PATH of links to all other programs makes of this one.</summary>
public sealed class SetupTests
{
    private HarnessProcess _harness = null!;
    private string _programs = null!;

    [SetUp]
    public void Start()
    {
        Skip.Unless(!File.Exists("/usr/libexec/qemu-kvm"), SkipReason.QemuOutsidePath, "this machine has /usr/libexec/qemu-kvm");
        _harness = new HarnessProcess();
        _programs = Directory.CreateDirectory(Path.Combine(_harness.Folder, "programs")).FullName;
        foreach (var program in Directory.EnumerateFiles("/usr/bin").Where(
            path => !Path.GetFileName(path).StartsWith("qemu", StringComparison.Ordinal)))
            File.CreateSymbolicLink(Path.Combine(_programs, Path.GetFileName(program)), program);
        _harness.Variables["PATH"] = _programs;
    }

    [TearDown]
    public void End() => _harness?.Dispose();

    [Test]
    public async Task A_dry_run_only_lists_the_packages_to_install()
    {
        Provide("apt-get", "exit 99");
        var result = await _harness.RunAsync("setup", "--dry-run");
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.Zero, result.Error);
            Assert.That(result.Output, Does.Contain("missing: qemu-system-x86, which runs the guests"));
            Assert.That(result.Output, Does.Match("would run: .*apt-get install -y --no-install-recommends qemu-system-x86"));
        });
    }

    [Test]
    public async Task Reports_the_packages_to_install_by_hand_without_apt()
    {
        File.Delete(Path.Combine(_programs, "apt-get"));
        var result = await _harness.RunAsync("setup", "--dry-run");
        Assert.That(
            result.Output, Does.Contain("install it by hand (Debian has it in qemu-system-x86); there is no apt-get here"));
    }

    [Test]
    public async Task A_run_installs_what_is_missing_first()
    {
        Skip.Unless(Environment.IsPrivilegedProcess, SkipReason.NotRoot, "the harness installs packages only as root");
        Provide("apt-get", $"""echo "$@" >> '{_harness.Folder}/apt.log'; : > '{_programs}/qemu-system-x86_64'""");
        var result = await _harness.RunAsync(
            "run", HarnessProcess.Fixture("three-hosts.feature"), "--env", HarnessProcess.Fixture("no-qemu.yaml"));
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.Zero, result.Error + result.Output);
            Assert.That(
                File.ReadAllLines(Path.Combine(_harness.Folder, "apt.log")),
                Is.EqualTo(new[] { "update", "install -y --no-install-recommends qemu-system-x86 qemu-utils" }));
        });
    }

    [Test]
    public async Task A_run_continues_when_the_installation_fails()
    {
        Skip.Unless(Environment.IsPrivilegedProcess, SkipReason.NotRoot, "the harness installs packages only as root");
        Provide("apt-get", "echo no network >&2; exit 100");
        var result = await _harness.RunAsync(
            "run", HarnessProcess.Fixture("three-hosts.feature"), "--env", HarnessProcess.Fixture("no-qemu.yaml"));
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.Zero, result.Error);
            Assert.That(result.Output, Does.Contain("exited with 100: no network").And.Contain("0 passed, 0 failed, 1 skipped"));
        });
    }

    [Test]
    public void Finds_a_program_on_the_path() => Assert.That(Requirement.Find("sh"), Does.EndWith("/sh"));

    private void Provide(string name, string script)
    {
        var path = Path.Combine(_programs, name);
        File.Delete(path);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
