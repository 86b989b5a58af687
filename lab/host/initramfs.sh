#!/bin/sh
# initramfs.sh ROOT RELEASE: writes an initramfs to standard output that mounts the disk and goes on there; far smaller and faster than
# the one of initramfs-tools. It has the network driver too, so that HBAs, which take 4 s to log in, come up early.
set -eu
recipe=$(dirname "$0") root=$1 release=$2
tree=$root/initramfs
mkdir -p "$tree/bin" "$tree/dev" "$tree/proc" "$tree/sys" "$tree/root" "$tree/modules"
cp "$root/usr/bin/busybox" "$tree/bin/"
cp "$recipe/init" "$tree/"
chmod 755 "$tree/init"
chroot "$root" modprobe --set-version "$release" --all --show-depends virtio_blk virtio_net crc32c_generic ext4 | awk '$1 == "insmod" && !seen[$2]++ { print $2 }' \
    | while read -r module; do
        name=${module##*/}
        case $module in
            *.xz) xz -dc "$root$module" > "$tree/modules/${name%.xz}" ;;
            *) cp "$root$module" "$tree/modules/" ;;
        esac
        echo "${name%.xz}"
    done > "$tree/order"
(cd "$tree" && find . | cpio -o -H newc --quiet | gzip -1)
rm -rf "$tree"
