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

# A program that lets the kernel renew its random numbers at once, for which busybox has none: ioctl(0, RNDRESEEDCRNG) of
# random(4), as an ELF file of 145 bytes for x86-64. First the ELF header, then the header of its one segment, then the
# instructions.
{
    printf '\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0\76\0\1\0\0\0\170\0\100\0\0\0\0\0\100\0\0\0\0\0\0\0'
    printf '\0\0\0\0\0\0\0\0\0\0\0\0\100\0\70\0\1\0\0\0\0\0\0\0'
    printf '\1\0\0\0\5\0\0\0\0\0\0\0\0\0\0\0\0\0\100\0\0\0\0\0\0\0\100\0\0\0\0\0\221\0\0\0\0\0\0\0'
    printf '\221\0\0\0\0\0\0\0\0\20\0\0\0\0\0\0'
    printf '\61\377'                # xor %edi, %edi: standard input
    printf '\276\7\122\0\0'        # mov $0x5207, %esi: RNDRESEEDCRNG
    printf '\270\20\0\0\0\17\5'   # mov $16, %eax; syscall: ioctl
    printf '\367\330\211\307'      # neg %eax; mov %eax, %edi: the error number, or 0
    printf '\270\74\0\0\0\17\5'   # mov $60, %eax; syscall: exit
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
