using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Storage;

/// <summary>Which opens of a file a QEMU holds for writing, as its host's kernel has them (proc_pid_fdinfo(5)).</summary>
public static class WritableOpens
{
    /// <summary>$1: the process, $2: the file. The access mode is the last octal digit of flags: 1 or 2 may write.</summary>
    private const string Script = """
        for fd in $(find "/proc/$1/fd" -lname "$(readlink -f "$2")"); do
            if grep -q '^flags:.*[12]$' "/proc/$1/fdinfo/${fd##*/}"; then echo "$fd"; fi
        done
        """;

    /// <returns>The file descriptors, for example <c>/proc/4711/fd/12</c>.</returns>
    public static async Task<string[]> ListAsync(IHost host, int processId, string path, CancellationToken cancellationToken = default)
    {
        var result = await host.RunAsync(Command.Shell(Script, $"{processId}", path), cancellationToken);
        return result.OrThrow(FailureClass.GuestHealth).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
