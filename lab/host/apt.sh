#!/bin/sh
# apt.sh STATE PROGRAM ARGUMENT…: runs an apt program as this machine's configuration says (proxies, credentials, certificates),
# but with sources and package lists of its own in STATE: nothing of the machine's own package management is read or changed.
# The lock is for two harnesses side by side, as apt does not wait for the one of its lists.
set -eu
state=$1 program=$2
shift 2
mkdir -p "$state/lists/partial" "$state/cache/archives/partial"
: >> "$state/status"
export LC_ALL=C DEBIAN_FRONTEND=noninteractive
exec flock "$state/lock" "$program" \
    -o Dir::State="$state" -o Dir::State::lists="$state/lists" -o Dir::State::status="$state/status" \
    -o Dir::Cache="$state/cache" -o Dir::Cache::pkgcache=pkgcache.bin \
    -o Dir::Etc::sourcelist="$state/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
    -o APT::Architecture=amd64 -o APT::Architectures::=amd64 \
    -o APT::Install-Recommends=false -o APT::Update::Error-Mode=any \
    -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false -o Acquire::Languages=none \
    -o APT::Sandbox::User=root -o Acquire::http::Timeout=10 -o Acquire::https::Timeout=10 -o Acquire::Retries=1 \
    "$@"
