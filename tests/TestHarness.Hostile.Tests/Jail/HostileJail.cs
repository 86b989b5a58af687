using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace TestHarness.Hostile.Tests.Jail;

/// <summary>
/// Runs a command where everything that it changes is seen and nothing of it lasts: Linux namespaces of its own over a
/// copy-on-write view (overlayfs) of this machine's files. <c>jail.sh</c> makes it.
/// </summary>
internal static class HostileJail
{
    /// <summary>What a hostile file may reach for; there in a jail alone.</summary>
    public const string Bait = "/tmp/testharness-bait";

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Skips the test when this machine cannot make a jail.</summary>
    public static void Require()
    {
        Skip.Unless(Environment.UserName == "root", SkipReason.NotRoot, "only root makes a jail for hostile files");
        using var trial = Start(["unshare", "-m", "-p", "-n", "-i", "-f", "true"]);
        trial.WaitForExit();
        Skip.Unless(trial.ExitCode == 0, SkipReason.NoNamespaces, trial.StandardError.ReadToEnd().Trim());
    }

    /// <param name="own">The folder that the command may write to; it is empty at first, and the report has a copy of it.</param>
    /// <param name="needed">Folders that the command reads, which may be on other file systems than the root's.</param>
    /// <param name="bound">The time after which the command and all that it started are ended.</param>
    public static async Task<JailReport> RunAsync(string own, IEnumerable<string> needed, TimeSpan bound, params string[] command)
    {
        var results = Directory.CreateTempSubdirectory("testharness-jail-").FullName;
        var scratch = Directory.CreateDirectory(Path.Combine(results, "scratch")).FullName;
        Directory.CreateDirectory(Path.Combine(results, "own"));
        var script = Path.Combine(AppContext.BaseDirectory, "Jail", "jail.sh");
        using var jail = Start(
            ["unshare", "-m", "-p", "-n", "-i", "-f", "sh", script, scratch, results, own, string.Join(':', needed), .. command]);
        using var end = new CancellationTokenSource(bound);
        try
        {
            await ExpectAsync(jail, "ready", end.Token);
            var sightings = await WatchAsync(jail, FirstProcess(jail), $"{scratch}/root", own, end.Token);
            await jail.WaitForExitAsync(end.Token);
            return JailReport.Read(results, own, sightings);
        }
        finally
        {
            if (!jail.HasExited)
                jail.Kill(entireProcessTree: true);
        }
    }

    private static async Task<ImmutableSortedSet<string>> WatchAsync(
        Process jail, int first, string root, string own, CancellationToken cancellationToken)
    {
        var processes = new ProcessWatch(first, root);
        var sockets = new SocketWatch(first, own);
        using var bait = new BaitWatch($"/proc/{first}/root{root}{Bait}");
        var seen = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        await jail.StandardInput.WriteLineAsync("go");
        var ended = ExpectAsync(jail, "ended", cancellationToken);
        do
        {
            // Nothing tells of a socket or a process of another namespace, so both are looked for.
            await Task.WhenAny(ended, Task.Delay(LookInterval, cancellationToken));
            seen.UnionWith([.. processes.Look(), .. sockets.Look(), .. bait.Look()]);
        }
        while (!ended.IsCompleted);
        await ended;
        await jail.StandardInput.WriteLineAsync("list");
        return seen.ToImmutable();
    }

    private static int FirstProcess(Process unshare) =>
        int.Parse(File.ReadAllText($"/proc/{unshare.Id}/task/{unshare.Id}/children").Trim(), CultureInfo.InvariantCulture);

    private static async Task ExpectAsync(Process jail, string line, CancellationToken cancellationToken)
    {
        var found = await jail.StandardOutput.ReadLineAsync(cancellationToken);
        if (found != line)
        {
            var error = await jail.StandardError.ReadToEndAsync(cancellationToken);
            throw new InvalidOperationException($"expected the jail to print '{line}', found '{found}': {error}");
        }
    }

    private static Process Start(string[] words) => Process.Start(new ProcessStartInfo(words[0], words[1..])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
