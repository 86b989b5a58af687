namespace TestHarness.Evidence.Reproduction;

/// <summary>The shell functions of the script, which run on the hosts.</summary>
internal static class ReproTools
{
    /// <summary>The text of the functions, without a quotation mark that would end it in the script.</summary>
    public const string Text =
        """
        fail() { printf '%s\n' "$*" >&2; exit 1; }

        # prepare DIRECTORY KERNEL INITRAMFS: the directory of all that the script makes, with links to the guest's image
        prepare() {
          command -v socat >/dev/null || fail 'socat is missing: install it (apt-get install socat, or dnf install socat)'
          kernel=$2 initramfs=$3
          if [ -n "$GUEST_IMAGE" ]; then kernel=$GUEST_IMAGE/kernel initramfs=$GUEST_IMAGE/initramfs.gz; fi
          if [ ! -f "$kernel" ]; then
            for kernel in "$HOME"/.cache/testharness/guest-image/*/kernel; do initramfs=${kernel%/*}/initramfs.gz; done
          fi
          [ -f "$kernel" ] || fail "there is no guest image: './harness setup' builds one on this machine;" \
            'or set GUEST_IMAGE to a folder with kernel and initramfs.gz, a Linux with a shell on its first serial port'
          [ "$kernel" = "$2" ] || echo "the guest image is another one than in the run: $kernel"
          mkdir -m 700 "$1" || fail "$1 is there: remove it when no other reproduction runs"
          ln -s "$kernel" "$1/kernel"
          ln -s "$initramfs" "$1/initramfs.gz"
        }

        # connect DIRECTORY NAME: what QEMU says on a socket goes to NAME.log, and what is written to NAME.in goes to QEMU
        connect() {
          [ -p "$1/$2.in" ] && return
          mkfifo "$1/$2.in"
          socat - "UNIX-CONNECT:$1/$2.sock,retry=600,interval=0.05" 0<>"$1/$2.in" >"$1/$2.log" 2>"$1/$2.err" &
        }

        count() { grep -cE "$2" "$1" || :; }

        # await FILE PATTERN LINES SECONDS: waits until more than LINES lines have the pattern
        await() {
          seconds=0
          until [ "$(count "$1" "$2")" -gt "$3" ]; do
            [ "$seconds" -lt "$4" ] || { echo "nothing was seen of '$2' for $4 s: look at $1" >&2; return 1; }
            sleep 1
            seconds=$((seconds + 1))
          done
        }

        # qmp DIRECTORY JSON: enters a command of QEMU's monitor, and prints the answer
        qmp() {
          seen=$(count "$1/qmp.log" '^\{"(return|error)"')
          printf '%s\n' "$2" 1<>"$1/qmp.in"
          await "$1/qmp.log" '^\{"(return|error)"' "$seen" 60 || return 1
          grep -E '^\{"(return|error)"' "$1/qmp.log" | tail -n 1
        }

        # monitor DIRECTORY: opens the monitor and the serial port of a QEMU
        monitor() {
          connect "$1" serial
          connect "$1" qmp
          until [ -f "$1/serial.log" ] && [ -f "$1/qmp.log" ]; do sleep 1; done
          await "$1/qmp.log" '"QMP"' 0 60 && qmp "$1" '{"execute":"qmp_capabilities"}' >/dev/null
        }

        # guest_up DIRECTORY: waits for the guest's shell. Typed lines may be lost while the guest boots, and a shell that edits
        # lines may take them for answers of a terminal: they are typed until a shell that edits none has read them
        guest_up() {
          await "$1/serial.log" 'the guest is up|login:' 0 120
          attempt=0
          until await "$1/serial.log" '^guest-is-up 2' 0 3 2>/dev/null; do
            [ "$attempt" -lt 40 ] || { echo "the guest has no shell on its serial port: look at $1/serial.log" >&2; return 1; }
            printf '%s\n' 'cat | sh' '[ -t 0 ] || echo guest-is-up $((1 + 1))' 1<>"$1/serial.in"
            attempt=$((attempt + 1))
          done
          echo 'the guest is up'
        }

        # guest DIRECTORY COMMAND: types a command into the guest, waits for its end, and prints what the console has shown
        guest() {
          lines=$(wc -l <"$1/serial.log")
          seen=$(count "$1/serial.log" '^exit code [0-9]')
          printf '%s\n' "$2" 'echo exit code $?' 1<>"$1/serial.in"
          attempt=0
          until await "$1/serial.log" '^exit code [0-9]' "$seen" 10 2>/dev/null; do
            [ "$attempt" -lt 30 ] || { echo "the guest did not answer: look at $1/serial.log" >&2; return 1; }
            # A serial port may hold back its output until it gets input.
            echo 1<>"$1/serial.in"
            attempt=$((attempt + 1))
          done
          tail -n "+$((lines + 1))" "$1/serial.log" | tr -d '\r'
        }

        # migrated DIRECTORY: waits for the end of the migration
        migrated() {
          second=0
          while [ "$second" -lt 300 ]; do
            answer=$(qmp "$1" '{"execute":"query-migrate"}') || return 1
            case $answer in
              *'"status": "completed"'*|*'"status": "failed"'*|*'"status": "cancelled"'*) echo "$answer"; return ;;
            esac
            sleep 1
            second=$((second + 1))
          done
          echo "the migration did not end: $answer"
        }

        # look DIRECTORY: what QEMU and the guest have told
        look() {
          echo "events of QEMU ($1/qmp.log):"
          grep -E '"event"' "$1/qmp.log"
          echo "errors on the console of the guest ($1/serial.log):"
          tr -d '\r' <"$1/serial.log" | grep -iE 'error|fail|panic|BUG:|WARNING:|call trace|hung|stall'
          :
        }
        """;
}
