using System.Diagnostics;
using TestHarness.Hosts;
using TestHarness.Hosts.Scripts;

namespace TestHarness.Tests.Hosts.Shells;

/// <summary>The harness has ended, however hard, and its shell's pipes with it.</summary>
public sealed class LostReaderTests
{
    [TestCase("")]
    [TestCase("echo begun; while :; do echo more || exit; done")]
    [TestCase("echo begun; sleep 0.3; echo error >&2")]
    public async Task A_shell_whose_harness_is_gone_ends_and_removes_its_FIFOs(string script)
    {
        using var directory = new TemporaryDirectory();
        using var shell = Process.Start(new ProcessStartInfo("env", [$"TMPDIR={directory.Path}", .. ShellScript.Words])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await shell.StandardInput.WriteAsync(ShellScript.Start + ShellScript.Begin("nonce"));
        if (script.Length > 0)
            await shell.StandardInput.WriteAsync(ShellScript.Run("nonce", "id", Command.Shell(script)));
        await shell.StandardInput.FlushAsync();
        var begun = script.Length > 0 ? "noncebegun\n" : "nonce";
        await shell.StandardOutput.BaseStream.ReadExactlyAsync(new byte[begun.Length]);

        shell.StandardInput.Close();
        shell.StandardOutput.Close();
        shell.StandardError.Close();

        Assert.That(async () => await shell.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20)), Throws.Nothing);
        Assert.That(Directory.GetFileSystemEntries(directory.Path), Is.Empty);
        Assert.That(() => ProcessSearch.With($"TMPDIR={directory.Path}"), Is.Empty.After(20_000, 10));
    }
}
