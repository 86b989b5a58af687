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

    /// <summary>The most leases that one holder takes: a shell has as many file descriptors to spare.</summary>
    public const int Most = 7;

    /// <summary>The beginning of the line that the holder prints when it has to wait; the name of the lease follows.</summary>
    public const string Taken = "taken ";

    /// <summary>The line that the holder prints when it has all its leases.</summary>
    public const string Held = "held";

    /// <summary>The exit code of a holder that did not get the lease in time.</summary>
    public const int NotInTime = 75;

    /// <summary>The exit code of a holder that got no heartbeat.</summary>
    public const int Expired = 76;

    /// <summary>Outlasts the moment for which a list of leases has each free lock.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Takes the leases $6… in the folder $1, in this order, for the owner $2, waits $3 s for each, and holds them until $4 s
    /// have passed without a heartbeat (SIGUSR1). After SIGUSR2 it needs none. Before it gives expired leases back, it ends the
    /// processes of the session $5. The tag of the holder is not one of the session's: leases are no part of the scenario, whose
    /// leaks are looked for. Children do not get the locks, which would outlive the holder with them. Owners' files are made by
    /// their holders alone, so that users need no right to the files of others. A holder that ends is signalled again, with its
    /// children: it ignores that, so that it removes its files.
    /// </summary>
    private const string HoldScript = """
        umask 0
        folder=$1 owner=$2 wait=$3 expiry=$4 session=$5
        shift 5
        cd / && { [ -d "$folder" ] || mkdir -m 1777 "$folder" 2> /dev/null || [ -d "$folder" ]; } || exit 73
        trap 'trap "" TERM INT HUP; [ -z "$!" ] || kill $! 2> /dev/null; rm -f $owners' EXIT
        trap 'exit 0' TERM INT HUP
        owners= fd=2
        for name; do
          lock=$folder/$name.lock fd=$((fd + 1))
          [ -e "$lock" ] || (set -C; : > "$lock") 2> /dev/null
          eval "exec $fd< \"\$lock\"" || exit 73
          if ! flock -n $fd; then
            echo "taken $name"
            flock -w "$wait" $fd || exit 75
          fi
          rm -f "$folder/$name."*.owner 2> /dev/null
          (set -C; printf '%s\n' "$owner" > "$folder/$name.$$.owner") || exit 73
          owners="$owners $folder/$name.$$.owner"
        done
        expires=yes
        trap : USR1
        trap expires= USR2
        echo held
        while :; do
          sleep "$expiry" > /dev/null 2>&1 3<&- 4<&- 5<&- 6<&- 7<&- 8<&- 9<&- &
          if wait $! && [ -n "$expires" ]; then break; fi
          kill $! 2> /dev/null
        done
        others() {
          grep -lz "^TESTHARNESS_PROCESS=$session-" /proc/[0-9]*/environ 2> /dev/null | sed 's|[^0-9]||g'
        }
        for signal in TERM KILL; do
          for process in $(others); do kill -$signal "$process" 2> /dev/null; done
          tries=0
          while [ -n "$(others)" ] && [ $tries -lt 50 ]; do tries=$((tries + 1)); sleep 0.1; done
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

    /// <summary>Returns the command that takes and holds leases.</summary>
    public static Command Hold(IEnumerable<LeaseName> names, LeaseOwner owner, LeaseTerms terms) => Command.Shell(
        HoldScript,
        [
            Folder, owner.ToJson(), Seconds(terms.Wait < ShortestWait ? ShortestWait : terms.Wait), Seconds(terms.Expiry),
            ProcessTag.Session, .. names.Select(name => name.Text),
        ]).WithEnvironment(ProcessTag.Variable, $"lease-{ProcessTag.NewId()}");

    /// <summary>Returns the command that lists the leases that are held.</summary>
    public static Command List() => Command.Shell(ListScript, Folder);

    private static string Seconds(TimeSpan time) => ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
