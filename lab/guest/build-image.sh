#!/bin/sh
# build-image.sh PACKAGES INIT OUT MODULE…: makes OUT/kernel and OUT/initramfs.gz from the Debian packages (a kernel and
# busybox-static) in PACKAGES. Needs no root, and of the machine only dpkg-deb and what decompresses the kernel, without which every guest
# does that: the other tools are busybox's own.
set -eu
packages=$1 init=$2 out=$3
shift 3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for package in "$packages"/*.deb; do dpkg-deb -x "$package" "$work/root"; done
busybox=$(ls "$work"/root/bin/busybox "$work"/root/usr/bin/busybox 2>/dev/null | head -n 1)
modules=$(ls -d "$work"/root/lib/modules/* "$work"/root/usr/lib/modules/* 2>/dev/null | head -n 1)
release=${modules##*/}

find "$modules" -name '*.ko.xz' -exec "$busybox" unxz {} +
ln -s "${modules%/modules/*}" "$work/lib"
(cd "$work" && "$busybox" depmod -b "$work" "$release")

tree=$work/tree
mkdir -p "$tree/bin" "$tree/modules"
cp "$busybox" "$tree/bin/busybox"
cp "$init" "$tree/init"
chmod 755 "$tree/init"

# reseed: a program that gives the kernel the 64 bytes of its standard input as entropy and has it renew its random numbers at once,
# for which busybox has none: read(0), ioctl(1, RNDADDENTROPY) and ioctl(1, RNDRESEEDCRNG) of random(4). It is an ELF file of 206
# bytes for x86-64: the ELF header, the header of its one segment, and the instructions.
{
    printf '\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0\76\0\1\0\0\0\170\0\100\0\0\0\0\0\100\0\0\0\0\0\0\0'
    printf '\0\0\0\0\0\0\0\0\0\0\0\0\100\0\70\0\1\0\0\0\0\0\0\0'
    printf '\1\0\0\0\5\0\0\0\0\0\0\0\0\0\0\0\0\0\100\0\0\0\0\0\0\0\100\0\0\0\0\0\316\0\0\0\0\0\0\0'
    printf '\316\0\0\0\0\0\0\0\0\20\0\0\0\0\0\0'
    printf '\61\377\110\215\164\44\200\272\100\0\0\0\61\300\17\5' # read(0, %rsp - 0x80, 64)
    printf '\307\204\44\170\377\377\377\0\1\0\0'                    # struct rand_pool_info at %rsp - 0x88: 256 bits of entropy
    printf '\307\204\44\174\377\377\377\100\0\0\0'                  # in 64 bytes
    printf '\277\1\0\0\0\276\3\122\10\100\110\215\224\44\170\377\377\377' # 1, RNDADDENTROPY, the structure
    printf '\270\20\0\0\0\17\5'                                     # ioctl
    printf '\276\7\122\0\0\270\20\0\0\0\17\5'                      # ioctl(1, RNDRESEEDCRNG)
    printf '\367\330\211\307\270\74\0\0\0\17\5'                     # exit(the error number, or 0)
} > "$tree/bin/reseed"
chmod 755 "$tree/bin/reseed"

# A line of modules.dep is "a.ko: b.ko c.ko": what a needs, the first to be loaded last.
for module in "$@"; do
    name=$(echo "$module" | tr - _)
    if grep -q "/$module.ko\$" "$modules/modules.builtin"; then continue; fi
    line=$(awk -F: -v name="$name" '{ file = $1; sub(/.*\//, "", file); gsub(/-/, "_", file) } file == name ".ko"' "$modules/modules.dep")
    [ -n "$line" ] || { echo "the kernel $release has no module $module" >&2; exit 1; }
    for file in $(echo "$line" | tr -d : | awk '{ for (i = NF; i > 0; i--) print $i }'); do
        cp "$modules/$file" "$tree/modules/"
        echo "${file##*/}"
    done
done | awk '!seen[$0]++' > "$work/order"
mv "$work/order" "$tree/modules/order"

mkdir -p "$out"
bzimage=$work/root/boot/vmlinuz-$release

# The kernel that a bzImage has compressed (Linux Documentation/arch/x86/boot.rst: setup_sects, payload_offset, payload_length; the last 4
# bytes are its size). QEMU starts it by PVH at once; decompressing it takes an emulated processor seconds.
field() { od -An -tu"$2" -j "$1" -N "$2" "$bzimage" | tr -d ' '; }
payload() { tail -c "+$((($(field 497 1) + 1) * 512 + $(field 584 4) + 1))" "$bzimage" | head -c "$(($(field 588 4) - 4))"; }
case $(payload | head -c 4 | od -An -tx1 | tr -d ' ') in
    fd377a58) payload | xz -dc > "$out/kernel" ;;
    28b52ffd) payload | zstd -dc > "$out/kernel" ;;
    *) false ;;
esac || cp "$bzimage" "$out/kernel"
(cd "$tree" && find . | "$busybox" cpio -o -H newc 2>/dev/null | gzip -9) > "$out/initramfs.gz"
echo "$release"
