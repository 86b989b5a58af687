#!/bin/sh
# build.sh CACHE KEY SOURCE FILES: builds the image into CACHE/KEY, which appears whole or not at all. CACHE/apt has the package lists,
# SOURCE is the line of a sources.list that they came from, FILES is a folder of what the host has besides packages. Lines that start with "stage: " tell how far it is.
set -eu
recipe=$(cd "$(dirname "$0")" && pwd) cache=$1 key=$2 source=$3 files=$4
export LC_ALL=C PATH="$PATH:/usr/sbin:/sbin"
umask 022
stage() { echo "stage: $*" >&2; }
names() { sed '/^#/d' "$recipe/$1"; }

# Every process of the build inherits this lock: it is held until the last of them is gone, however the first one ended.
exec 9<> "$cache/lock"
if ! flock -n 9; then
    stage "waiting for another build of a lab-host image"
    flock -w 1200 9 || { echo "the other build did not end within 20 minutes" >&2; exit 1; }
fi
if [ -d "$cache/$key" ]; then exit 0; fi

# Root makes the root file system beside the image. Anyone else makes it as root of a user namespace, whose ids cannot enter the user's
# own folders, and what they own can be deleted by mmdebstrap's helper alone.
work=$cache/build
if [ "$(id -u)" = 0 ]; then
    mode=root scratch=$work/scratch namespace="unshare --mount"
else
    mode=unshare scratch=${TMPDIR:-/tmp}/testharness-lab-image-$(id -u) namespace=
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
mkdir -p "$work/debs/host/partial" "$work/debs/build/partial" "$work/image"
mkdir -m 711 "$scratch"
cp -r "$recipe" "$scratch/recipe"
chmod -R a+rX "$scratch/recipe"

stage "downloading the packages"
fetch() { # fetch FOLDER PACKAGE…
    into=$1
    shift
    sh "$recipe/apt.sh" "$cache/apt" apt-get -o Dir::Cache::archives="$into" install -qq -y --download-only "$@" >&2
}
# The patterns are what mmdebstrap's variant minbase starts from.
fetch "$work/debs/host" '?essential' '?priority(required)' apt $(names packages)
fetch "$work/debs/build" $(names build-packages)

# The kernel is made ready while the packages are installed; whoever needs it waits for this lock.
kernel_lock=$scratch/kernel
: > "$kernel_lock"
{ flock "$kernel_lock" sh "$recipe/kernel.sh" "$work/debs/build" "$work/modules" > "$work/kernel.tar" \
    || echo "the kernel modules could not be built" >&2; } &
kernel=$!
# The image comes out through a pipe, which reaches into a user namespace.
products=$scratch/products
mkfifo -m 622 "$products"
tar -xS -C "$work/image" < "$products" &
unpacking=$!

(cd "$files" && find . -type f | tar -T - --owner=0 --group=0 -cf -) > "$work/files.tar"
stage "installing the packages and building the kernel modules"
cd "$work" # for the relative paths of the hooks, which are split at blanks
status=0
# The lock goes on as standard input: mmdebstrap's own descriptors must stay below 10, as its hooks are run by dash.
TMPDIR=$scratch $namespace mmdebstrap --quiet --mode="$mode" --variant=minbase --format=null --skip=update \
    --setup-hook='mkdir -p "$1/var/lib/apt/lists" "$1/var/cache/apt/archives"' \
    --setup-hook='sync-in ../apt/lists /var/lib/apt/lists' \
    --setup-hook='sync-in debs/host /var/cache/apt/archives' \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
    --dpkgopt=force-unsafe-io --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/info/*' \
    --include="$(names packages | paste -sd,)" \
    --customize-hook="flock '$kernel_lock' true" --customize-hook='tar-in kernel.tar /' --customize-hook='tar-in files.tar /' --customize-hook="sh '$scratch/recipe/host.sh' \"\$1\" '$products'" \
    trixie - "$source" <&9 9>&- >&2 || status=$?
if [ "$status" != 0 ]; then
    kill "$unpacking" # nobody may have opened its pipe
    wait "$kernel"
    exit "$status"
fi
wait "$unpacking"

mv "$work/image" "$cache/$key"
sh "$recipe/prune.sh" "$cache" "$key"
