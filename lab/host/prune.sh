#!/bin/sh
# prune.sh CACHE KEY: deletes the images that are neither KEY nor the newest of the others, which another version may still use.
set -eu
cd "$1"
{ ls -dt -- [0-9a-f]*-[0-9a-f]* | grep -vx -e "$2" || :; } | tail -n +2 | while read -r old; do rm -rf -- "$old"; done
