using System.Globalization;
using TestHarness.Hosts;

namespace TestHarness.Leases;

/// <summary>
/// The scripts by which a host keeps leases. A lease is a lock of flock(2) on a file of the host, held by a process there: the
/// kernel gives the lock to one process at a time and takes it back when that process ends, however it ends.
/// </summary>
internal static class LeaseScript
{
    /// <summary>The folder of leases on a host. Every user can use it.</summary>
    public const string Folder = "/var/tmp/testharness-leases";

    /// <summary>The line that the holder prints when it has to wait.</summary>
    public const string Taken = "taken";

    /// <summary>The line that the holder prints when it has the lease.</summary>
    public const string Held = "held";

    /// <summary>The exit code of a holder that did not get the lease in time.</summary>
    public const int NotInTime = 75;

    /// <summary>The exit code of a holder that got no heartbeat.</summary>
    public const int Expired = 76;

    /// <summary>
    /// Takes the lease $2 in the folder $1 for the owner $3, waits $4 s for it, and holds it until $5 s have passed without a
    /// heartbeat (SIGUSR1). After SIGUSR2 it needs none. Before it gives an expired lease back, it ends the processes of the
    /// session $6. Children do not get the lock, which would outlive the holder with them. Owners' files are made by their
    /// holders alone, so that users need no right to the files of others.
    /// </summary>
    private const string HoldScript = """
        umask 0
        [ -d "$1" ] || mkdir -m 1777 "$1" 2> /dev/null || [ -d "$1" ] || { echo "no folder $1" >&2; exit 73; }
        [ -e "$1/$2.lock" ] || (set -C; : > "$1/$2.lock") 2> /dev/null
        exec 9< "$1/$2.lock" || exit 73
        if ! flock -n 9; then
          echo taken
          flock -w "$4" 9 || exit 75
        fi
        trap 'rm -f "$1/$2.$$.owner"' EXIT
        trap 'exit 0' TERM INT HUP
        rm -f "$1/$2."*.owner 2> /dev/null
        (set -C; printf '%s\n' "$3" > "$1/$2.$$.owner") || exit 73
        expires=yes
        trap : USR1
        trap expires= USR2
        echo held
        while :; do
          sleep "$5" 9<&- &
          if wait $! && [ -n "$expires" ]; then break; fi
          kill $! 2> /dev/null
        done
        session() {
          grep -lz "^TESTHARNESS_PROCESS=$1-" /proc/[0-9]*/environ 2> /dev/null |
            xargs -r grep -Lzx "TESTHARNESS_PROCESS=$TESTHARNESS_PROCESS" 2> /dev/null | sed 's|[^0-9]||g'
        }
        for signal in TERM KILL; do
          for process in $(session "$6"); do kill -$signal "$process" 2> /dev/null; done
          tries=0
          while [ -n "$(session "$6")" ] && [ $tries -lt 50 ]; do tries=$((tries + 1)); sleep 0.1 9<&-; done
        done
        exit 76
        """;

    /// <summary>
    /// Prints a line for each lease that is held: its name, a tab, and the line of its owner, which may be empty.
    /// </summary>
    private const string ListScript = """
        for lock in "$1"/*.lock; do
          [ -e "$lock" ] || continue
          if (exec 9< "$lock" && flock -n 9) 2> /dev/null; then continue; fi
          name=${lock##*/} name=${name%.lock} owner=
          for file in "$1/$name."*.owner; do
            holder=${file%.owner} holder=${holder##*.}
            [ ! -d "/proc/$holder" ] || read -r owner < "$file"
          done 2> /dev/null
          printf '%s\t%s\n' "$name" "$owner"
        done
        """;

    /// <summary>Returns the command that takes and holds a lease.</summary>
    public static Command Hold(LeaseName name, LeaseOwner owner, LeaseTerms terms) => Command.Shell(
        HoldScript, Folder, name.Text, owner.ToJson(), Seconds(terms.Wait), Seconds(terms.Expiry), ProcessTag.Session);

    /// <summary>Returns the command that lists the leases that are held.</summary>
    public static Command List() => Command.Shell(ListScript, Folder);

    private static string Seconds(TimeSpan time) => ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
