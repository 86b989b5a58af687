#!/bin/sh
# guest.sh ROOT PRODUCTS: makes the guest's disk of Debian's root file system and writes a tar of the image to the pipe PRODUCTS. Runs
# outside of ROOT as root, or as root of a user namespace.
set -eu
recipe=$(dirname "$0") root=$1 products=$2
image=$root/run/image # of which the guest sees nothing: it has its own file system there
mkdir "$image"
root_id=$(cat /proc/sys/kernel/random/uuid)
sh "$recipe/configure.sh" "$root" "$image" "$root_id"

mv "$root"/boot/vmlinuz-* "$image/vmlinuz"
mv "$root"/boot/initrd.img-* "$image/initrd.img"
# mitigations and no_timer_check save seconds under emulation; the guest has no secrets.
echo "root=PARTUUID=$root_id rw console=tty0 console=ttyS0 quiet mitigations=off no_timer_check random.trust_cpu=on" > "$image/cmdline"
chroot "$root" dpkg-query -W > "$image/packages"
rm -rf "$root/boot"/* "$root"/vmlinuz* "$root"/initrd.img* "$root/var/cache/apt"/* "$root/var/lib/apt/lists"/*
mkdir "$root/boot/efi"

sh "$recipe/disk.sh" "$root" "$image" "$root_id"
tar -cS -C "$image" . > "$products"
