#!/bin/sh
# disk.sh ROOT IMAGE ROOT_ID: makes IMAGE/disk.raw of ROOT, with the kernel and the initrd in IMAGE: a GPT disk that UEFI (by
# systemd-boot) and BIOS (by syslinux) boot. IMAGE is ROOT/run/image: ROOT's own tools make it, on files, without a device.
set -eu
root=$1 image=$2 root_id=$3
within() { chroot "$root" "$@"; }
esp_mib=96 disk_mib=4096
root_start=$((1 + esp_mib)) root_mib=$((disk_mib - 2 - esp_mib))

arguments=$(cat "$image/cmdline")
mkdir "$image/esp"
cat > "$image/esp/loader.conf" <<CONF
timeout 0
CONF
cat > "$image/esp/debian.conf" <<CONF
title Debian
linux /vmlinuz
initrd /initrd.img
options $arguments
CONF
cat > "$image/esp/syslinux.cfg" <<CONF
DEFAULT debian
LABEL debian
LINUX /vmlinuz
INITRD /initrd.img
APPEND $arguments
CONF
truncate -s "${esp_mib}M" "$image/esp.raw"
within mformat -i /run/image/esp.raw -F -v ESP -H 2048 ::
within mmd -i /run/image/esp.raw ::/EFI ::/EFI/BOOT ::/loader ::/loader/entries
within mcopy -i /run/image/esp.raw /usr/lib/systemd/boot/efi/systemd-bootx64.efi ::/EFI/BOOT/BOOTX64.EFI
within mcopy -i /run/image/esp.raw /run/image/esp/loader.conf ::/loader/
within mcopy -i /run/image/esp.raw /run/image/esp/debian.conf ::/loader/entries/
within mcopy -i /run/image/esp.raw /run/image/esp/syslinux.cfg /run/image/vmlinuz /run/image/initrd.img ::/
within syslinux --install /run/image/esp.raw

truncate -s "${disk_mib}M" "$image/disk.raw"
within sfdisk --quiet /run/image/disk.raw <<TABLE
label: gpt
start=1MiB, size=${esp_mib}MiB, type=uefi, name=esp, attrs=LegacyBIOSBootable
start=${root_start}MiB, size=${root_mib}MiB, type=linux, name=root, uuid=$root_id
TABLE
dd if="$root/usr/lib/syslinux/mbr/gptmbr.bin" of="$image/disk.raw" bs=440 count=1 conv=notrunc status=none
dd if="$image/esp.raw" of="$image/disk.raw" bs=1M seek=1 conv=notrunc,sparse status=none

truncate -s "${root_mib}M" "$image/root.raw"
# The view has neither what is mounted in the root (proc, sys) nor the image itself.
unshare --mount sh -c '
    mount --bind "$1" "$1/mnt"
    mount -t tmpfs image "$1/mnt/run"
    mke2fs -q -F -t ext4 -L root -E lazy_itable_init=1,nodiscard -m 0 -d "$1/mnt" "$1/run/image/root.raw" >&2
' sh "$root"
dd if="$image/root.raw" of="$image/disk.raw" bs=1M seek="$root_start" conv=notrunc,sparse status=none
rm -r "$image/esp" "$image/esp.raw" "$image/root.raw"
