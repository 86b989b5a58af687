# Runs a command where everything that it changes is seen and nothing of it lasts: on a copy-on-write view of this machine's files,
# with processes, network and devices of its own. Needs root, and to be process 1 of its namespaces (unshare -m -p -n -i -f).
# $1: an empty folder for the view. $2: the folder of this machine that gets the command's output and the lists of what was seen.
# $3: the folder that the command is meant to write to. $4: folders that the command needs, with ':' between them. The rest: the command.
set -eu
scratch=$1 results=$2 own=$3 needed=$4
shift 4

mount -t tmpfs -o size=6g tmpfs "$scratch"
mkdir "$scratch/upper" "$scratch/work" "$scratch/root" "$scratch/dev"
mount -t overlay -o "lowerdir=/,upperdir=$scratch/upper,workdir=$scratch/work" overlay "$scratch/root"
root=$scratch/root

# A disk of this machine must not be there, nor its kernel's switches.
for device in null zero full random urandom tty; do
    : > "$scratch/dev/$device"
    mount --bind "/dev/$device" "$scratch/dev/$device"
done
mkdir "$scratch/dev/shm" "$scratch/dev/pts"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$scratch/dev/pts"
ln -s pts/ptmx "$scratch/dev/ptmx"
ln -s /proc/self/fd "$scratch/dev/fd"
mount --rbind "$scratch/dev" "$root/dev"
mount -t proc proc "$root/proc"
mount --bind "$root/proc/sys" "$root/proc/sys"
mount -o remount,ro,bind "$root/proc/sys"
[ ! -e "$root/proc/sysrq-trigger" ] || mount --bind /dev/null "$root/proc/sysrq-trigger"
mount -t sysfs -o ro sysfs "$root/sys"

# A folder on another file system than / is not in the view.
IFS=:
for folder in $needed; do
    [ -e "$root$folder" ] || { mkdir -p "$root$folder"; mount --bind -o ro "$folder" "$root$folder"; }
done
unset IFS

ip link set lo up
bait=$root/tmp/testharness-bait
mkdir -p "$bait/folder" "$root$own"
printf 'bait\n' > "$bait/file"
head -c 1048576 /dev/zero > "$bait/disk"
printf '#!/bin/sh\necho "$0 $*" >> /tmp/testharness-bait/program-ran\n' > "$bait/program"
chmod 755 "$bait/program"
list() {
    (cd "$scratch" && find upper dev -mindepth 1 -printf '%y %p\n') > "$results/$1"
    (cd "$bait" && find . -type f -exec sha256sum {} +) > "$results/bait-$1"
}

list before

# Whoever watches says when the command may start.
echo ready
read -r _

code=0
chroot "$root" sh -c 'cd "$1"; shift; exec "$@"' sh "$own" "$@" > "$results/stdout" 2> "$results/stderr" < /dev/null || code=$?
echo "$code" > "$results/code"

# The lists below open what is watched.
echo ended
read -r _

for process in "$root"/proc/[0-9]*; do
    [ "${process##*/}" = 1 ] || { tr '\0' ' ' < "$process/cmdline"; echo; }
done > "$results/left" 2> /dev/null
list after
[ ! -d "$scratch/upper$own" ] || cp -a "$scratch/upper$own/." "$results/own/"
