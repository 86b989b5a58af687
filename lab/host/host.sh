#!/bin/sh
# host.sh ROOT PRODUCTS: makes a lab host of Debian's root file system, which has the kernel already, and writes a tar of the image to
# the pipe PRODUCTS. Runs outside of ROOT as root, or as root of a user namespace.
set -eu
recipe=$(dirname "$0") root=$1 products=$2
stage() { echo "stage: $*" >&2; }

release=$(ls "$root/usr/lib/modules")
chroot "$root" depmod "$release"

stage "configuring the lab host"
sh "$recipe/configure.sh" "$root"

stage "making the initramfs, the disk and QEMU"
image=$root/image
mkdir "$image"
sh "$recipe/initramfs.sh" "$root" "$release" > "$image/initramfs.gz"
sh "$recipe/qemu.sh" "$root" "$image"
cp "$root/boot/vmlinuz-$release" "$image/vmlinuz"
cp "$root/root/.ssh/id_ed25519" "$root/etc/ssh/ssh_host_ed25519_key.pub" "$image/"
chroot "$root" dpkg-query -W > "$image/packages"
rm -rf "$root/boot" "$root/var/cache/apt" "$root/var/lib/apt/lists"

# The view has neither what is mounted in the root (proc, sys) nor the image itself.
unshare --mount sh -c '
    mount --bind "$1" "$1/mnt"
    mount -t tmpfs image "$1/mnt/image"
    mke2fs -q -F -t ext4 -O ^has_journal -E lazy_itable_init=1,nodiscard -m 0 -d "$1/mnt" "$1/image/disk.raw" 4G >&2
' sh "$root"
tar -cS -C "$image" . > "$products"
