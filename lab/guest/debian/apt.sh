#!/bin/sh
# apt.sh STATE PROGRAM ARGUMENT…: runs an apt program with this machine's configuration and package lists, with the sources in
# STATE/sources.list and with nothing installed. It changes nothing outside of STATE.
set -eu
state=$1 program=$2
shift 2
eval "$(apt-config shell lists Dir::State::lists/d)"
mkdir -p "$state/cache/archives/partial"
: >> "$state/status"
export LC_ALL=C DEBIAN_FRONTEND=noninteractive
exec "$program" \
    -o Dir::State="$state" -o Dir::State::lists="$lists" -o Dir::State::status="$state/status" -o Dir::Cache="$state/cache" \
    -o Dir::Etc::sourcelist="$state/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
    -o APT::Architecture=amd64 -o APT::Architectures::=amd64 \
    -o APT::Install-Recommends=false -o APT::Sandbox::User=root \
    -o Acquire::ForceHash=SHA256 -o Acquire::http::Timeout=10 -o Acquire::https::Timeout=10 -o Acquire::Retries=1 \
    "$@"
