using TestHarness.Failures;
using TestHarness.Guests;

namespace TestHarness.Load;

/// <summary>A script that runs in the guest's background, whichever QEMU the guest is on, until it is told to stop.</summary>
/// <param name="Shell">The guest's shell.</param>
/// <param name="Directory">Where the job keeps its script, output and exit code in the guest.</param>
internal sealed record GuestJob(IGuestShell Shell, string Directory)
{
    /// <summary>
    /// Where a job's script stands still while it is paused: the file <c>paused</c> is there as long as it does. Nothing tells a
    /// busybox shell of a file, hence the poll.
    /// </summary>
    public const string PausePoint =
        "if [ -e pause ]; then : > paused; while [ -e pause ] && [ ! -e stop ]; do sleep 0.02; done; rm -f paused; fi";

    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(30);

    /// <remarks>renice takes back the priority of the console's shell; busybox-static has no nice.</remarks>
    /// <param name="script">Run with the job's directory as working directory; it must end soon after a file named stop appears there.</param>
    public static async Task<GuestJob> StartAsync(IGuestShell shell, string name, string script, CancellationToken cancellationToken)
    {
        var job = new GuestJob(shell, $"/run/testharness/{name}");
        var start = $$"""
            mkdir -p {{job.Directory}} && cd {{job.Directory}} && rm -f * || exit
            cat > script <<'END-OF-SCRIPT'
            renice 0 -p $$ > /dev/null
            {{script}}
            END-OF-SCRIPT
            (setsid sh script > output 2>&1; echo $? > exit) < /dev/null > /dev/null 2>&1 &
            """;
        var result = await shell.RunAsync(start, CommandTimeout, cancellationToken);
        return result.ExitCode == 0
            ? job
            : throw new HarnessException(FailureClass.Provision, $"the guest did not start the job {name}: {result.Output.Trim()}");
    }

    /// <summary>Prints nothing while the job runs, and how it ended afterwards.</summary>
    public string StatusScript => $"cd {Directory} && [ ! -e exit ] || cat exit output";

    /// <param name="status">The output of <see cref="StatusScript"/>.</param>
    /// <exception cref="HarnessException">Class data: the job has ended by itself.</exception>
    public static void CheckRunning(string status)
    {
        if (status.Trim() is { Length: > 0 } end)
            throw new HarnessException(FailureClass.Data, $"the load has ended by itself, with exit code {end}");
    }

    /// <summary>
    /// Waits until the script has come to its <see cref="PausePoint"/> and what it wrote has left the guest's caches. First it waits
    /// until the script goes on after the pause before.
    /// </summary>
    /// <returns>The content of a file of the job.</returns>
    /// <exception cref="HarnessException">Class data: the job has ended instead. Class guest-health: it did not come there in time.</exception>
    public async Task<string> PauseAsync(string report, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var script = $$"""
            while [ -e paused ] && [ ! -e exit ]; do sleep 0.02; done
            : > pause
            until [ -e paused ] || [ -e exit ]; do sleep 0.02; done
            [ -e exit ] || { sync; cat {{report}}; }
            """;
        return (await RunAsync(script, timeout, cancellationToken)).Trim();
    }

    /// <summary>Lets a paused script go on.</summary>
    /// <exception cref="HarnessException">Class data: the job has ended.</exception>
    public Task ResumeAsync(CancellationToken cancellationToken) => RunAsync("rm -f pause", CommandTimeout, cancellationToken);

    /// <summary>Runs a script beside the job, in the job's directory.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="HarnessException">Class data: it failed, or the job has ended, with the job's exit code and output.</exception>
    public async Task<string> RunAsync(string script, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var inside = $$"""
            cd {{Directory}} || exit
            {{script}} || exit
            [ ! -e exit ] || { cat exit output; exit 1; }
            """;
        var result = await Shell.RunAsync(inside, timeout, cancellationToken);
        return result.ExitCode == 0
            ? result.OrThrowIfCut().Output
            : throw new HarnessException(FailureClass.Data, $"the load failed in the guest, with exit code {result.Output.Trim()}");
    }

    /// <returns>The content of a file of the job.</returns>
    /// <exception cref="HarnessException">Class data: the job failed, or did not end in time.</exception>
    public async Task<string> StopAsync(string report, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var script = $$"""
            cd {{Directory}} && touch stop
            while [ ! -e exit ]; do sleep 0.02; done
            sync
            [ "$(cat exit)" = 0 ] || { cat exit output; exit 1; }
            cat {{report}}
            """;
        var result = await Shell.RunAsync(script, timeout, cancellationToken);
        return result.ExitCode == 0
            ? result.OrThrowIfCut().Output
            : throw new HarnessException(FailureClass.Data, $"the load failed in the guest, with exit code {result.Output.Trim()}");
    }
}
