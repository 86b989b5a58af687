using TestHarness.Failures;
using TestHarness.Guests;

namespace TestHarness.Load;

/// <summary>A script that runs in the guest's background, across migrations, until it is told to stop.</summary>
/// <param name="Shell">The guest's shell.</param>
/// <param name="Directory">The directory of the guest with the job's script, output and exit code.</param>
internal sealed record GuestJob(IGuestShell Shell, string Directory)
{
    /// <summary>
    /// The point at which a job's script waits while it is paused; the file <c>paused</c> exists as long as it waits. The FIFO
    /// <c>rest</c> gets a line when the script comes to its pause or its end, and <c>go</c> one when a pause is over. Both are
    /// opened to read and write, so that nobody waits for another one to open them.
    /// </summary>
    public const string PausePoint = """
        if [ -e pause ]; then
            { : > paused; echo 1<> rest; [ ! -e pause ] || [ -e stop ] || read -r go; } <> go
            rm -f paused
        fi
        """;

    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Starts a job.</summary>
    /// <remarks>
    /// renice restores the normal priority, because the console's shell has a higher one; busybox-static has no nice.
    /// </remarks>
    /// <param name="name">The name of the job's directory; a job of the same name takes its place.</param>
    /// <param name="script">
    /// The script, which runs in the job's directory; it must end soon after a file named stop appears there.
    /// </param>
    /// <exception cref="HarnessException">Class provision: the guest did not start the script.</exception>
    public static async Task<GuestJob> StartAsync(
        IGuestShell shell, string name, string script, CancellationToken cancellationToken)
    {
        var job = new GuestJob(shell, $"/run/testharness/{name}");
        var start = $$"""
            mkdir -p {{job.Directory}} && cd {{job.Directory}} && rm -f * && mkfifo rest go || exit
            cat > script <<'END-OF-SCRIPT'
            renice 0 -p $$ > /dev/null
            {{script}}
            END-OF-SCRIPT
            (setsid sh script > output 2>&1; echo $? > exit; echo 1<> rest) < /dev/null > /dev/null 2>&1 &
            """;
        var result = await shell.RunAsync(start, CommandTimeout, cancellationToken);
        return result.ExitCode == 0
            ? job
            : throw new HarnessException(
                FailureClass.Provision, $"the guest did not start the job {name}: {result.Output.Trim()}");
    }

    /// <summary>Returns the name of a job that writes to a path of the guest, beside jobs that write to others.</summary>
    public static string NameFor(string kind, string output) =>
        kind + string.Concat(output.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

    /// <summary>A script that prints nothing while the job runs, and its exit code and output afterwards.</summary>
    public string StatusScript => $"cd {Directory} && [ ! -e exit ] || cat exit output";

    /// <summary>Throws when the job has ended.</summary>
    /// <param name="status">The output of <see cref="StatusScript"/>.</param>
    /// <exception cref="HarnessException">Class data: the job has ended by itself.</exception>
    public static void CheckRunning(string status)
    {
        if (status.Trim() is { Length: > 0 } end)
            throw new HarnessException(FailureClass.Data, $"the load has ended by itself, with exit code {end}");
    }

    /// <summary>
    /// Pauses the script: waits until it has come to its <see cref="PausePoint"/> and the guest's caches are written to the disk.
    /// Before that it waits until the script has left an earlier pause.
    /// </summary>
    /// <returns>The content of a file of the job.</returns>
    /// <exception cref="HarnessException">
    /// Class data: the job has ended instead. Class guest-health: the script did not come to the point in time.
    /// </exception>
    public async Task<string> PauseAsync(string report, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var script = $$"""
            while [ -e paused ] && [ ! -e exit ]; do sleep 0.02; done
            exec 3<> rest
            : > pause
            until [ -e paused ] || [ -e exit ]; do read -r rest <&3; done
            [ -e exit ] || { sync; cat {{report}}; }
            """;
        return (await RunAsync(script, timeout, cancellationToken)).Trim();
    }

    /// <summary>Lets a paused script continue.</summary>
    /// <exception cref="HarnessException">Class data: the job has ended.</exception>
    public Task ResumeAsync(CancellationToken cancellationToken) => RunAsync(
        "rm -f pause; echo 1<> go", CommandTimeout, cancellationToken);

    /// <summary>Runs a script in the job's directory while the job runs.</summary>
    /// <returns>The script's output.</returns>
    /// <exception cref="HarnessException">
    /// Class data: the script failed, or the job has ended; the message has the job's exit code and output.
    /// </exception>
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
            : throw new HarnessException(
                FailureClass.Data, $"the load failed in the guest, with exit code {result.Output.Trim()}");
    }

    /// <summary>Stops the job and waits for its end.</summary>
    /// <returns>The content of a file of the job.</returns>
    /// <exception cref="HarnessException">Class data: the job failed, or did not end in time.</exception>
    public async Task<string> StopAsync(string report, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var script = $$"""
            cd {{Directory}} && exec 3<> rest && touch stop && echo 1<> go
            until [ -e exit ]; do read -r rest <&3; done
            sync
            [ "$(cat exit)" = 0 ] || { cat exit output; exit 1; }
            cat {{report}}
            """;
        var result = await Shell.RunAsync(script, timeout, cancellationToken);
        return result.ExitCode == 0
            ? result.OrThrowIfCut().Output
            : throw new HarnessException(
                FailureClass.Data, $"the load failed in the guest, with exit code {result.Output.Trim()}");
    }
}
