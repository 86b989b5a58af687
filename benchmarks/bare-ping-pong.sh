#!/bin/bash
# bare-ping-pong.sh KERNEL INITRAMFS LEGS ACCELERATOR DD…: what an engineer would script by hand, with no check at all. Boots a
# 256 MiB guest, runs dd passes on its LUN, migrates it LEGS times between fresh QEMUs and ends. The harness is measured against it.
set -eu
kernel=$1 initramfs=$2 legs=$3 accelerator=$4
shift 4
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
truncate -s 1G "$work/lun.raw"

launch() { # launch N [extra arguments]: QEMU N with its monitor and serial port as Unix sockets
    local n=$1
    shift
    local cpu=max
    [ "$accelerator" = tcg ] || cpu=host
    qemu-system-x86_64 -name "guest=bare" -nodefaults -display none -machine q35 -accel "$accelerator" -cpu $cpu -m 256 \
        -kernel "$kernel" -initrd "$initramfs" \
        -append "console=ttyS0 quiet mitigations=off no_timer_check nokaslr random.trust_cpu=on" \
        -drive "file=$work/lun.raw,if=none,id=drive-data-disk1,format=raw,cache=none,aio=native" \
        -device virtio-scsi-pci,id=scsi1 -device scsi-hd,bus=scsi1.0,drive=drive-data-disk1,id=data-disk1,share-rw=on \
        -chardev "socket,id=serial0,path=$work/serial$n,server=on,wait=off" -serial chardev:serial0 \
        -qmp "tcp:127.0.0.1:$((port + n)),server=on,wait=off" "$@" </dev/null &
    eval "qemu$n=$!"
    until exec {fd}<>"/dev/tcp/127.0.0.1/$((port + n))"; do sleep 0.01; done 2>/dev/null
    eval "qmp$n=$fd"
    say "$n" '{"execute":"qmp_capabilities"}' '"return"'
    say "$n" '{"execute":"migrate-set-capabilities","arguments":{"capabilities":[{"capability":"events","state":true}]}}' '"return"'
}

say() { # say N JSON PATTERN: sends a command and reads until a line matches
    local fd line
    eval "fd=\$qmp$1"
    printf '%s\n' "$2" >&"$fd"
    hear "$1" "$3"
}

hear() {
    local fd line
    eval "fd=\$qmp$1"
    while read -r -t 60 line <&"$fd"; do [[ $line == *$3* || $line == *$2* ]] && return; done
    echo "no $2 from QEMU $1" >&2
    exit 1
}
