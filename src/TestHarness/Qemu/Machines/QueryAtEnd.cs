using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Qemu.Machines;

/// <summary>
/// QEMUs without a guest that are ended by SIGTERM while their monitor is asked for the migration, as a tool does that follows a
/// migration which libvirt ends. Each has migrated once, and a block request under way lets its shutdown last a second.
/// </summary>
/// <param name="Rounds">The number of QEMUs.</param>
/// <param name="Crashes">The number of QEMUs that did not exit with code 0.</param>
/// <param name="Complaints">The exit codes and last lines of standard error of the crashes, each once.</param>
public sealed record QueryAtEnd(int Rounds, int Crashes, ImmutableArray<string> Complaints)
{
    /// <summary>Prints the exit code and the last line of standard error of a QEMU, if it crashed.</summary>
    private const string Script = """
        qemu=$1 rounds=$2
        ulimit -c 0
        dir=$(mktemp -d) && cd "$dir" || exit
        trap 'exec 3>&-; rm -rf "$dir"' EXIT
        mkfifo in || exit
        while [ "$rounds" -gt 0 ]; do
            : > out
            timeout -k 20 20 "$qemu" -machine none -nodefaults -display none -qmp stdio \
                -drive if=none,id=slow,driver=null-co,size=1048576,latency-ns=1000000000 < in > out 2> err &
            bound=$!
            exec 3> in
            cat >&3 <<'EOF'
        {"execute":"qmp_capabilities"}
        {"execute":"migrate-set-capabilities","arguments":{"capabilities":[{"capability":"events","state":true}]}}
        {"execute":"migrate","arguments":{"uri":"exec:cat > /dev/null"}}
        EOF
            until grep -q '"completed"' out; do kill -0 $bound 2> /dev/null || { cat err; exit 1; }; sleep 0.02; done
            echo '{"execute":"human-monitor-command","arguments":{"command-line":"qemu-io slow \"aio_read 0 4k\""}}' >&3
            yes '{"execute":"query-migrate"}' >&3 2> /dev/null &
            until [ "$(wc -l < out)" -gt 60 ]; do kill -0 $bound 2> /dev/null || break; sleep 0.01; done
            kill -TERM $bound
            wait $bound
            code=$?
            wait
            exec 3>&-
            [ $code -eq 0 ] || echo "exit code $code: $(tail -n 1 err)"
            rounds=$((rounds - 1))
        done
        """;

    /// <summary>Starts and ends the QEMUs, one after the other.</summary>
    /// <param name="qemu">The path of QEMU on the host.</param>
    /// <exception cref="HarnessException">Class qmp: a QEMU does not start, or does not migrate.</exception>
    public static async Task<QueryAtEnd> MakeAsync(
        IHost host, string qemu, int rounds, CancellationToken cancellationToken = default)
    {
        var command = Command.Shell(Script, qemu, rounds.ToString(CultureInfo.InvariantCulture))
            .WithTimeout(TimeSpan.FromSeconds(60 + (10 * rounds)));
        var result = (await host.RunAsync(command, cancellationToken)).OrThrow(FailureClass.Qmp);
        var crashes = result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new QueryAtEnd(rounds, crashes.Length, [.. crashes.Distinct()]);
    }

    /// <summary>Throws when a QEMU crashed.</summary>
    /// <exception cref="HarnessException">Class qmp: it did; the message has each complaint once.</exception>
    public void ThrowIfCrashed()
    {
        if (Crashes > 0)
        {
            throw new HarnessException(
                FailureClass.Qmp,
                $"expected QEMU to exit with code 0 when it is asked for its migration while it ends; it crashed in {Crashes} of "
                + $"{Rounds} rounds: {string.Join("; ", Complaints)}")
            {
                Faults = [.. Complaints.Select(complaint => new Fault(FailureClass.Qmp, complaint))],
            };
        }
    }
}
