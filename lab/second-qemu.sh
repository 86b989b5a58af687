#!/bin/sh
# second-qemu.sh CACHE: unpacks the QEMU of another Debian release than this machine's, with its libraries, and prints the folder.
# Nothing is installed: the packages come from the mirror of this machine's apt, with package lists of their own below CACHE. The
# folder's name is the hash of the packages, so that they are downloaded again only when the release has newer ones.
set -eu
cache=$1/second-qemu here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$cache/apt"
own=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
[ "$own" = trixie ] && release=bookworm || release=trixie
mirror=$(apt-get indextargets --format '$(ORIGIN) $(LABEL) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' \
    | awk '$1 == "Debian" && $2 == "Debian" && $3 == "main" { print $4; exit }')
[ "$mirror" ] || { echo "apt has no package list of Debian: run apt-get update" >&2; exit 1; }
echo "deb [arch=amd64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $release main" > "$cache/apt/sources.list"

apt() { sh "$here/host/apt.sh" "$cache/apt" apt-get "$@"; }
apt update -qq >&2
hash=$(apt install -qq -y --print-uris qemu-system-x86 | awk '{ print $2, $4 }' | sort | sha256sum | cut -c1-16)
if [ ! -d "$cache/$hash" ]; then
    new=$(mktemp -d "$cache/new.XXXXXX")
    trap 'rm -rf "$new"' EXIT
    trap 'exit 143' INT TERM HUP
    mkdir -p "$new/debs/partial" "$new/root"
    apt -o Dir::Cache::archives="$new/debs" install -qq -y --download-only qemu-system-x86 >&2
    for package in "$new"/debs/*.deb; do dpkg-deb -x "$package" "$new/root"; done
    chmod 755 "$new/root"
    find "$cache" -mindepth 1 -maxdepth 1 -type d ! -name apt ! -path "$new" -mtime +7 -exec rm -rf {} +
    mv -T "$new/root" "$cache/$hash" 2> /dev/null || [ -d "$cache/$hash" ]
fi
touch "$cache/$hash"
echo "$cache/$hash"
