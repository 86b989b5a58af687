#!/bin/sh
# build.sh CACHE KEY STATE SUITE: builds the image into CACHE/KEY, which appears whole or not at all. STATE/sources.list has the sources of
# SUITE, whose package lists this machine's apt has.
set -eu
recipe=$(cd "$(dirname "$0")" && pwd) cache=$1 key=$2 state=$3 suite=$4
export LC_ALL=C PATH="$PATH:/usr/sbin:/sbin"
umask 022

# Every process of the build inherits this lock: it is held until the last of them is gone, however the first one ended.
exec 9<> "$cache/lock"
flock -w 1200 9 || { echo "another build of a Debian guest did not end within 20 minutes" >&2; exit 1; }
if [ -d "$cache/$key" ]; then exit 0; fi

# Root makes the root file system beside the image. Anyone else makes it as root of a user namespace, whose ids cannot enter the user's
# own folders, and what they own can be deleted by mmdebstrap's helper alone.
work=$cache/build
if [ "$(id -u)" = 0 ]; then
    mode=root scratch=$work/scratch namespace="unshare --mount"
else
    mode=unshare scratch=${TMPDIR:-/tmp}/testharness-debian-guest-$(id -u) namespace=
fi
remove() {
    if [ "$mode" = unshare ] && [ -e "$scratch" ]; then
        mmdebstrap --unshare-helper rm -rf "$scratch"/mmdebstrap.* || :
        rm -rf "$scratch"
    fi
    rm -rf --one-file-system "$work"
}
remove # what a killed build left
trap remove EXIT
trap 'exit 143' INT TERM HUP
mkdir -p "$work/debs/partial" "$work/lists" "$work/image"
mkdir -m 711 "$scratch"
cp -r "$recipe" "$scratch/recipe"
chmod -R a+rX "$scratch/recipe"

packages=$(sed '/^#/d' "$recipe/packages")
# The patterns are what mmdebstrap's variant minbase starts from.
sh "$recipe/apt.sh" "$state" apt-get -o Dir::Cache::archives="$work/debs" install -qq -y --download-only \
    '?essential' '?priority(required)' apt $packages >&2
eval "$(apt-config shell lists Dir::State::lists/d)"
cp "$lists"/*_dists_"$suite"* "$work/lists/"

# The image comes out through a pipe, which reaches into a user namespace.
products=$scratch/products
mkfifo -m 622 "$products"
tar -xS -C "$work/image" < "$products" &
unpacking=$!

# A guest runs without documentation, without translations, and without drivers of hardware that no virtual machine has.
exclude() { for path in "$@"; do printf ' --dpkgopt=path-exclude=%s' "$path"; done; }
modules='/lib/modules/*/kernel'
cd "$work" # for the relative paths of the hooks, which are split at blanks
status=0
# The lock goes on as standard input: mmdebstrap's own descriptors must stay below 10, as its hooks are run by dash.
set -f # the patterns of paths are for dpkg
TMPDIR=$scratch $namespace mmdebstrap --quiet --mode="$mode" --variant=minbase --format=null --skip=update \
    --setup-hook='mkdir -p "$1/var/lib/apt/lists" "$1/var/cache/apt/archives" "$1/etc/initramfs-tools/conf.d" "$1/etc/initramfs-tools/hooks"' \
    --setup-hook='sync-in lists /var/lib/apt/lists' \
    --setup-hook='sync-in debs /var/cache/apt/archives' \
    --setup-hook="cp '$scratch/recipe/initramfs.conf' \"\$1/etc/initramfs-tools/conf.d/guest\"" \
    --setup-hook="install -m 755 '$scratch/recipe/initramfs-hook' \"\$1/etc/initramfs-tools/hooks/guest\"" \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' --dpkgopt=force-unsafe-io \
    $(exclude '/usr/share/doc/*' '/usr/share/man/*' '/usr/share/locale/*' '/usr/share/info/*' '/usr/share/i18n/*' \
        "$modules/sound/*" "$modules/drivers/gpu/drm/amd/*" "$modules/drivers/gpu/drm/i915/*" "$modules/drivers/gpu/drm/nouveau/*" \
        "$modules/drivers/gpu/drm/radeon/*" "$modules/drivers/media/*" "$modules/drivers/net/wireless/*" "$modules/drivers/infiniband/*" \
        "$modules/drivers/iio/*" "$modules/drivers/staging/*" "$modules/drivers/bluetooth/*" "$modules/drivers/isdn/*" \
        "$modules/drivers/hwmon/*" "$modules/drivers/mtd/*" "$modules/net/bluetooth/*" "$modules/net/mac80211/*" "$modules/net/wireless/*") \
    --include="$(echo $packages | tr ' ' ,)" \
    --customize-hook="sh '$scratch/recipe/guest.sh' \"\$1\" '$products'" \
    "$suite" - "$state/sources.list" <&9 9>&- >&2 || status=$?
set +f
if [ "$status" != 0 ]; then
    kill "$unpacking" # nobody may have opened its pipe
    exit "$status"
fi
wait "$unpacking"

qemu-img convert -O qcow2 image/disk.raw image/disk.qcow2
rm image/disk.raw
mv image "$cache/$key"

# The newest of the other images stays too: a run that has started may still use it.
cd "$cache"
{ ls -dt -- [0-9a-f]*-[0-9a-f]* | grep -vx -e "$key" || :; } | tail -n +2 | while read -r old; do rm -rf -- "$old"; done
