using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Hosts.Scripts;

namespace TestHarness.Storage;

/// <summary>A process that holds a file or a device open for writing.</summary>
/// <param name="Program">The process's name in <c>/proc/PID/comm</c>.</param>
/// <param name="Descriptor">The descriptor, for example <c>/proc/4711/fd/12</c>.</param>
public sealed record WritableOpen(int ProcessId, string Program, string Descriptor);

/// <summary>The processes of a host that hold a file or device open for writing; proc_pid_fdinfo(5).</summary>
/// <param name="Refused">
/// The processes whose open files the kernel does not show to this user, so that there may be more opens.
/// </param>
public sealed record WritableOpens(ImmutableArray<WritableOpen> Opens, ImmutableArray<int> Refused)
{
    /// <summary>The reason why there may be more opens; null when the open files of every process were read.</summary>
    public string? NotReadable => Refused.IsEmpty
        ? null
        : $"the kernel does not show the open files of {Refused.Length} processes to this user, "
            + $"of process {Refused[0]} for example";

    /// <summary>
    /// Prints "open PID DESCRIPTOR PROGRAM" for each open, and "denied PID" for a process that this user may not inspect. $1: the
    /// file, which is identified by device and inode, a block or character device by its number: another process may open it by
    /// another name. The access mode is the last octal digit of flags: 1 or 2 may write. The flags are of this file only if the
    /// inode beside them (Linux 5.14) is: a process, udev's for example, may have closed the file meanwhile, or opened another
    /// one as the same descriptor. stat's errors have a pipe of their own: an error could cut the line of a file in two.
    /// </summary>
    private const string Script = OpenFileScript.Functions + """
        export LC_ALL=C
        [ -d "/proc/$$/fd" ] || { echo 'there is no /proc' >&2; exit 1; }
        [ -d /proc/1 ] || echo denied 1
        format='%d:%i'
        [ -f "$1" ] || format='%F %t:%T'
        id=$(stat -L -c "$format" -- "$1") || exit
        exec 4>&1
        {
            each_descriptor stat -L -c "file $format %i %n" 2>&1 >&3 |
                sed -n 's|.*/proc/\([0-9]*\)/.*: Permission denied$|\1|p' | uniq |
                while read -r refused; do [ ! -d "/proc/$refused" ] || echo "denied $refused"; done >&4
        } 3>&1 |
            sed -n "s|^file $id \([0-9]* /proc/.*\)|\1|p" |
            while read -r inode file; do
                process=${file%/fd/*} flags= now=$inode
                eval "$(cat "$process/fdinfo/${file##*/}" 2>&1 | sed -n 's/^flags:.*\([0-7]\)$/flags=\1/p
                    s/^ino:[^0-9]*\([0-9]*\)$/now=\1/p
                    s/.*: Permission denied$/flags=denied/p')"
                [ "$now" = "$inode" ] || continue
                case $flags in
                    1 | 2) echo "open ${process#/proc/} $file $(cat "$process/comm" 2>/dev/null)" ;;
                    denied) echo "denied ${process#/proc/}" ;;
                esac
            done
        """;

    /// <summary>Lists the processes of the host that may write to the file.</summary>
    /// <exception cref="HarnessException">Class guest-health: the host has no such file, or no /proc.</exception>
    public static async Task<WritableOpens> ListAsync(IHost host, string path, CancellationToken cancellationToken = default)
    {
        var result = (await host.RunAsync(Command.Shell(Script, path), cancellationToken)).OrThrow(FailureClass.GuestHealth);
        var lines = result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var looked = lines.Select(line => line.Split(' ', 4)).ToLookup(words => words[0] == "open");
        return new WritableOpens(
            [.. looked[true].Select(Read)],
            [.. looked[false].Select(words => int.Parse(words[1], CultureInfo.InvariantCulture)).Distinct()]);
    }

    /// <summary>Returns the opens of one process.</summary>
    public IEnumerable<WritableOpen> Of(int processId) => Opens.Where(open => open.ProcessId == processId);

    private static WritableOpen Read(string[] words) =>
        new(int.Parse(words[1], CultureInfo.InvariantCulture), words[3], words[2]);
}
