#!/bin/bash
# bare-ping-pong.sh KERNEL INITRAMFS ACCELERATOR LIMIT LEGS DD…: what an engineer would script by hand, with no check at all. Boots
# a 256 MiB guest, runs dd passes on its LUN, migrates it LEGS times between fresh QEMUs with a downtime limit of LIMIT ms, and stops
# the load. The harness is measured against it. It needs only bash and QEMU. It prints when it started and when each phase ended, in
# seconds.
set -eu
kernel=$1 initramfs=$2 accelerator=$3 limit=$4 legs=$5
shift 5
echo "$EPOCHREALTIME start"
work=$(mktemp -d /var/tmp/bare-ping-pong-XXXXXX)
trap 'kill -9 $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
truncate -s 1G "$work/lun.raw"
port=$((20000 + RANDOM % 20000))
cpu=max
[ "$accelerator" = tcg ] || cpu=host

launch() { # launch N [option…]: QEMU number N; its monitor and its serial port are TCP ports
    local n=$1
    shift
    qemu-system-x86_64 -name guest=bare -nodefaults -display none -machine q35 -accel "$accelerator" -cpu $cpu -m 256M -smp 1 \
        -kernel "$kernel" -initrd "$initramfs" \
        -append "console=ttyS0 quiet mitigations=off no_timer_check nokaslr noreplace-smp cryptomgr.notests pci=lastbus=0 \
random.trust_cpu=on" \
        -drive "file=$work/lun.raw,if=none,id=drive-data-disk1,format=raw,cache=none,aio=native" \
        -device virtio-scsi-pci,id=scsi1 -device scsi-hd,bus=scsi1.0,drive=drive-data-disk1,id=data-disk1,share-rw=on \
        -serial "tcp:127.0.0.1:$((port + 2 * n)),server=on,wait=off" \
        -qmp "tcp:127.0.0.1:$((port + 2 * n + 1)),server=on,wait=off" "$@" < /dev/null &
    qemu[n]=$!
    connect $((port + 2 * n + 1))
    qmp[n]=$fd
    connect $((port + 2 * n))
    serial[n]=$fd
    say "$n" '{"execute":"qmp_capabilities"}' '"return"'
    say "$n" '{"execute":"migrate-set-capabilities","arguments":{"capabilities":[{"capability":"events","state":true}]}}' '"return"'
    say "$n" "{\"execute\":\"migrate-set-parameters\",\"arguments\":{\"downtime-limit\":$limit}}" '"return"'
}

connect() { until { exec {fd}<> "/dev/tcp/127.0.0.1/$1"; } 2> /dev/null; do sleep 0.01; done; }

say() { # say N JSON TEXT: sends a command to monitor N and reads until a line has TEXT
    echo "$2" >&"${qmp[$1]}"
    hear "${qmp[$1]}" "$3"
}

hear() { # hear FD TEXT
    local line
    while IFS= read -r -t 60 line <&"$1"; do [[ $line != *$2* ]] || return 0; done
    echo "no $2" >&2
    exit 1
}

quit() {
    echo '{"execute":"quit"}' >&"${qmp[$1]}"
    wait "${qemu[$1]}"
}

declare -a qemu qmp serial
launch 0
hear "${serial[0]}" "guest is up"
echo "$EPOCHREALTIME boot"
echo "until [ -b /dev/sda ]; do sleep 0.02; done; (while [ ! -e /run/stop ]; do $* 2>/dev/null; done; echo stopped > /dev/console) &" >&"${serial[0]}"
for ((leg = 1; leg <= legs; leg++)); do
    launch "$leg" -incoming "unix:$work/incoming$leg"
    say $((leg - 1)) "{\"execute\":\"migrate\",\"arguments\":{\"uri\":\"unix:$work/incoming$leg\"}}" '"status": "completed"'
    hear "${qmp[leg]}" '"RESUME"'
    quit $((leg - 1))
    echo "$EPOCHREALTIME leg $leg"
done
echo "touch /run/stop" >&"${serial[legs]}"
hear "${serial[legs]}" stopped
quit "$legs"
echo "$EPOCHREALTIME end of the load and of QEMU"
