namespace TestHarness.Hosts.Scripts;

/// <summary>
/// Shell functions that find the files which processes hold open. They do not use find(1): GNU's aborts when a folder of /proc
/// gets another inode number while it is read (fts_build and leave_dir in gnulib's fts.c).
/// </summary>
internal static class OpenFileScript
{
    /// <summary>
    /// <c>each_descriptor COMMAND…</c> runs a command with the paths <c>/proc/PID/fd/N</c> of all processes as its last words,
    /// and <c>/proc/PID/fd/*</c> for a process that has none or may not be looked into.
    /// <c>opened PATTERN</c> prints a line "/proc/PID/fd/N FILE" for each descriptor of a file whose path matches the shell's
    /// pattern. <c>holders PATTERN</c> prints the ids of the processes.
    /// </summary>
    public const string Functions = """
        each_descriptor() { for open in /proc/[0-9]*/fd; do printf '%s\0' "$open"/*; done | xargs -0 "$@"; }
        opened() {
            each_descriptor ls -ld 2>/dev/null | sed -n 's|^.* \(/proc/[0-9]*/fd/[0-9]*\) -> \(/.*\)|\1 \2|p' |
                while read -r descriptor file; do case $file in $1) printf '%s\n' "$descriptor $file" ;; esac; done
        }
        holders() { opened "$1" | cut -d/ -f3 | sort -u; }

        """;
}
