#!/bin/sh
# qemu.sh ROOT IMAGE: copies QEMU from ROOT with all that it needs (libraries, their loader, firmware), so that it runs from any folder
# of a machine that has another Debian.
set -eu
recipe=$(dirname "$0") root=$1 image=$2
mkdir "$image/bin" "$image/libexec" "$image/lib" "$image/share"
for program in qemu-system-x86_64 qemu-img; do
    cp "$root/usr/bin/$program" "$image/libexec/"
    cp "$recipe/run-qemu" "$image/bin/$program"
    chmod 755 "$image/bin/$program"
    chroot "$root" ldd "/usr/bin/$program"
done | awk '$2 == "=>" { print $3 } $1 ~ /^\// { print $1 }' | sort -u | while read -r library; do
    cp -L "$root$library" "$image/lib/"
done
cp "$root"/usr/share/seabios/bios-256k.bin "$root"/usr/share/seabios/vgabios-stdvga.bin \
    "$root"/usr/share/qemu/kvmvapic.bin "$root"/usr/share/qemu/linuxboot_dma.bin "$root"/usr/share/qemu/pvh.bin "$image/share/"
