using System.Diagnostics;
using TestHarness.Guests;

namespace TestHarness.Tests.Health.KernelLog;

/// <summary>A real shell of this machine: its own <c>sh</c>, or busybox's with busybox's tools alone.</summary>
internal sealed class ShellUnderTest(string program, string path) : IGuestShell, IDisposable
{
    private static readonly string[] Tools = ["sh", "sed", "awk", "cat", "timeout", "[", "echo", "dirname"];

    public static ShellUnderTest Own() => new("/bin/sh", Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin");

    public static ShellUnderTest Busybox()
    {
        var busybox = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(folder => Path.Combine(folder, "busybox")).FirstOrDefault(File.Exists);
        Skip.Unless(busybox is not null, SkipReason.NoBusybox, "there is no busybox (package busybox-static)");

        var tools = Directory.CreateTempSubdirectory("testharness-busybox-").FullName;
        foreach (var tool in Tools)
            File.CreateSymbolicLink(Path.Combine(tools, tool), busybox!);

        return new ShellUnderTest(Path.Combine(tools, "sh"), tools);
    }

    public async Task<ShellResult> RunAsync(string script, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(timeout);
        var start = new ProcessStartInfo(program, ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = path;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(bound.Token);
        var error = process.StandardError.ReadToEndAsync(bound.Token);
        await process.WaitForExitAsync(bound.Token);
        return new ShellResult(process.ExitCode, await output + await error);
    }

    public void Dispose()
    {
        if (program.Contains("testharness-busybox-", StringComparison.Ordinal))
            Directory.Delete(path, recursive: true);
    }
}
