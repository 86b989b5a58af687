#!/bin/sh
# kernel.sh DEBS WORK: writes a tar of Debian's kernel to standard output (/boot and /usr/lib/modules), with the modules that Debian
# does not build: simulated vdpa devices and mtty, and that of modules/. Builds them with Debian's compiler in WORK, without
# installing any of it.
set -eu
modules=$(cd "$(dirname "$0")/modules" && pwd) debs=$1 work=$2
root=$work/root
mkdir -p "$root" "$work/kernel"

dpkg-deb -x "$debs"/base-files_*.deb "$root" # first, as it has the links /bin and /lib
ls "$debs"/*.deb | grep -v -e '/linux-image-' -e '/linux-source' -e '/base-files_' \
    | xargs -n 8 -P "$(nproc)" sh -c 'for deb; do dpkg-deb -x "$deb" "$0"; done' "$root"
ln -s mawk "$root/usr/bin/awk"
headers=$(ls -d "$root"/usr/src/linux-headers-*-amd64)
release=${headers##*/linux-headers-}

mkdir "$root/build"
dpkg-deb --fsys-tarfile "$debs"/linux-source-*_*.deb | tar -xO --wildcards './usr/src/linux-source-*.tar.xz' | xz -dc \
    | tar -x -C "$root/build" --transform='s|.*/||' --wildcards \
        '*/drivers/vdpa/vdpa_sim/*.[ch]' '*/drivers/vhost/vringh.c' '*/samples/vfio-mdev/mtty.c'
cp "$modules"/*.c "$root/build/"
echo 'obj-m := vringh.o vdpa_sim.o vdpa_sim_blk.o vdpa_sim_net.o mtty.o svm_inject_once.o' > "$root/build/Kbuild"

# The mount of /dev ends with the namespace. Neither debug information nor BTF: nothing in the lab reads them.
namespace=$([ "$(id -u)" = 0 ] || echo --map-root-user)
unshare --mount $namespace sh -c 'mount --rbind /dev "$1/dev" && exec chroot "$@"' sh "$root" \
    make -C "/usr/src/linux-headers-$release" M=/build -j "$(nproc)" KCFLAGS=-g0 CONFIG_DEBUG_INFO_BTF_MODULES= modules >&2

# Drivers of hardware that no lab host has are half of the kernel's size.
dpkg-deb --fsys-tarfile "$debs"/linux-image-[0-9]*.deb | tar -x -C "$work/kernel" --wildcards \
    --exclude='*/kernel/sound' --exclude='*/drivers/gpu' --exclude='*/drivers/media' --exclude='*/drivers/net/wireless' \
    --exclude='*/drivers/infiniband' --exclude='*/drivers/iio' --exclude='*/drivers/staging' ./boot ./usr/lib/modules
mkdir "$work/kernel/usr/lib/modules/$release/extra"
cp "$root"/build/*.ko "$work/kernel/usr/lib/modules/$release/extra/"
tar -c -C "$work/kernel" --owner=0 --group=0 boot usr
