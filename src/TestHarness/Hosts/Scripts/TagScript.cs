namespace TestHarness.Hosts.Scripts;

/// <summary>
/// Shell functions that find and end every process whose environment has a tag. Nothing signals the end of a process that is not
/// one's child, so the end is polled, for 10 s at most: SIGTERM at once, SIGKILL after 5 s.
/// </summary>
internal static class TagScript
{
    /// <summary>The functions <c>tagged ID</c>, <c>signal_tagged ID SIGNAL</c> and <c>end_tagged ID</c>.</summary>
    public const string Functions = """
        tagged() { grep -lzxF -e "TESTHARNESS_PROCESS=$1" /proc/[0-9]*/environ 2>/dev/null | sed 's|[^0-9]||g'; }
        signal_tagged() { for tagged_pid in $(tagged "$1"); do kill -"$2" "$tagged_pid" 2>/dev/null; done; }
        end_tagged() {
          signal_tagged "$1" TERM; signal_tagged "$1" CONT
          tries=0
          while [ -n "$(tagged "$1")" ]; do
            tries=$((tries + 1))
            [ "$tries" -lt 50 ] || signal_tagged "$1" KILL
            [ "$tries" -lt 100 ] || return 1
            sleep 0.1
          done
        }

        """;

    /// <summary>A script that ends the processes of the id $1.</summary>
    public const string End = Functions + """
        end_tagged "$1" && exit 0
        echo "still running after SIGKILL: $(tagged "$1" | tr '\n' ' ')" >&2
        exit 1
        """;

    /// <summary>A script that prints one line for each tagged process: pid, id and command line, separated by tabs.</summary>
    public const string List = """
        grep -lz '^TESTHARNESS_PROCESS=' /proc/[0-9]*/environ 2>/dev/null | while read -r environ; do
          id=$(tr '\0' '\n' <"$environ" | sed -n 's/^TESTHARNESS_PROCESS=//p')
          directory=${environ%/environ}
          [ -z "$id" ] || printf '%s\t%s\t%s\n' "${directory#/proc/}" "$id" "$(tr '\0\t\n' '   ' <"$directory/cmdline")"
        done 2>/dev/null
        exit 0
        """;
}
