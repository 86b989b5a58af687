using System.Diagnostics;
using TestHarness.Environments;
using TestHarness.Evidence.Reproduction;
using TestHarness.Hosts;

namespace TestHarness.Tests.Evidence.Reproduction;

public sealed class ReproScriptTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private static readonly HostDescription Here = new("here", new LocalConnection(), null, [], []);

    private static readonly HostDescription There =
        new(
            "there", new SshConnection(new SshDestination("lab1", "root", 2222, KnownHostsFile: "/etc/known hosts")), null, [],
            []);

    [Test]
    public void Steps_of_this_machine_run_again_in_their_order()
    {
        var folder = Directory.CreateTempSubdirectory("testharness-repro-").FullName;
        var script = ReproScript.Write("two\nlines", [Here],
        [
            new CommandStep("it's made", "here", ["mkdir", $"{folder}/a b"]),
            new QemuStep(
                "something long runs", "here",
                [
                    "sh", "-c", $"echo $$ > '{folder}/pid'; echo \"$1 $2\" > '{folder}/a b/words'; exec sleep 600", "sh", "x  y",
                    "$HOME"]),
            new CommandStep("it has written", "here", ["sh", "-c", $"until [ -s '{folder}/a b/words' ]; do sleep 0.01; done"]),
        ]);

        var (exitCode, output) = Run(script);

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Contain("== here: it's made").And.Contains("== the end"));
        Assert.That(File.ReadAllText(Path.Combine(folder, "a b", "words")), Is.EqualTo("x  y $HOME\n"));
        Assert.That(
            HasEnded(
                int.Parse(File.ReadAllText(Path.Combine(folder, "pid")), System.Globalization.CultureInfo.InvariantCulture)));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Steps_of_another_host_run_over_ssh_quoted_for_both_shells()
    {
        var script = ReproScript.Write("x", [There],
        [
            new CommandStep("write", "there", ["echo", "it's"]),
            new QemuStep("start the source", "there", ["qemu-system-x86_64", "-nodefaults", "-m", "256", "-append", "a b"]),
            new QmpStep("migrate", "there", "/run/qmp", """{"execute":"query-status"}"""),
        ]);

        const string ssh = "-p 2222 -o 'UserKnownHostsFile=/etc/known hosts' root@lab1";
        Assert.That(script, Does.Contain($"ssh {ssh} {ShellQuote.Word(@"echo 'it'\''s'")}\n"));
        Assert.That(
            script, Does.Contain(
                $"ssh -tt {ssh} 'qemu-system-x86_64 \\\n  -nodefaults \\\n  -m 256 \\\n  -append '\\''a b'\\''' </dev/null &\n"));
        Assert.That(script, Does.Contain($$"""qmp /run/qmp '{"execute":"query-status"}' ssh {{ssh}}"""));
    }

    [Test]
    public void A_title_cannot_become_a_command()
    {
        var (exitCode, output) = Run(
            ReproScript.Write("$(echo no)\nexit 7", [Here], [new CommandStep("x'; exit 8; '\nexit 9", "here", ["true"])]));

        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Does.Contain("== here: x'; exit 8; ' exit 9"));
    }

    private static (int ExitCode, string Output) Run(string script)
    {
        var start = new ProcessStartInfo("sh", ["-s"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(script);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Bound) || !output.Wait(Bound))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"the script did not end within {Bound}");
        }

        return (process.ExitCode, output.Result);
    }

    // The process is a child of nobody here, so only /proc tells.
    private static bool HasEnded(int id) =>
        SpinWait.SpinUntil(
            () => !File.Exists($"/proc/{id}/stat")
                || File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal), TimeSpan.FromSeconds(20));
}
