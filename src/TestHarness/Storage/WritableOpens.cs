using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Storage;

/// <summary>Which opens of a file a QEMU holds for writing, as its host's kernel has them (proc_pid_fdinfo(5)).</summary>
public static class WritableOpens
{
    /// <summary>$1: the tag of the process, $2: the file. The access mode is the last octal digit of flags: 1 or 2 may write.</summary>
    private const string Script = """
        file=$(readlink -f "$2")
        for environ in $(grep -lzxF "TESTHARNESS_PROCESS=$1" /proc/[0-9]*/environ 2>/dev/null); do
            process=${environ%/environ}
            for fd in $(find "$process/fd" -lname "$file" 2>/dev/null); do
                if grep -q '^flags:.*[12]$' "$process/fdinfo/${fd##*/}"; then echo "$fd"; fi
            done
        done
        """;

    /// <returns>The file descriptors, for example <c>/proc/4711/fd/12</c>.</returns>
    public static async Task<string[]> ListAsync(IHost host, string processId, string path, CancellationToken cancellationToken = default)
    {
        var result = await host.RunAsync(Command.Shell(Script, processId, path), cancellationToken);
        return result.OrThrow(FailureClass.GuestHealth).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
