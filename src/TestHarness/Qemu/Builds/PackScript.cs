namespace TestHarness.Qemu.Builds;

/// <summary>The script that packs the QEMU of a folder.</summary>
internal static class PackScript
{
    /// <summary>
    /// Packs the QEMU of the folder $1 below the folder $2, under the hash of the content; prints the folder and the program in
    /// it. Exits with 3 where there is no QEMU, and with 4 where a library is missing. The folder's own loader starts the program
    /// where there is one, as the libraries of a newer distribution need it; libraries that the folder lacks are the machine's.
    /// Firmware files above 8 MiB are those of other architectures. The folder qemu-bundle keeps QEMU from the modules of
    /// the host's own QEMU: it looks there where that folder is beside its loader. Packed QEMUs that nobody used for a week are
    /// removed.
    /// </summary>
    public const string Text = """
        set -u
        from=$1 cache=$2
        machine=$(uname -m)
        names="qemu-system-$machine qemu-kvm"
        program=
        for folder in . bin usr/bin libexec usr/libexec build; do
          for name in $names; do
            file=$from/$folder/$name
            if [ -z "$program" ] && [ -f "$file" ] && [ "$(head -c 4 "$file" | tail -c 3)" = ELF ]; then program=$file; fi
          done
        done
        if [ -z "$program" ]; then echo "the programs $names in it and in bin, usr/bin, libexec, usr/libexec, build"; exit 3; fi
        name=${program##*/}

        loader=$(find -L "$from" -maxdepth 4 -name 'ld-linux*.so.[12]' -type f 2> /dev/null | head -n 1)
        [ -n "$loader" ] || loader=$(ldd "$program" 2> /dev/null | awk '$1 ~ /^\/.*\/ld-linux/ { print $1 }')
        [ -n "$loader" ] || { echo "$program has no loader (is it built for another architecture?)"; exit 4; }
        path=$(find "$from" -name '*.so.*' -not -path '*/glibc-hwcaps/*' -printf '%h\n' 2> /dev/null | sort -u | paste -sd:)
        list() { "$loader" --library-path "$path" --list "$1" 2>&1; }
        libraries=$(list "$program") || { echo "$libraries"; exit 4; }
        case $libraries in *"not found"*) echo "$libraries" | grep 'not found'; exit 4 ;; esac

        new=$(mktemp -d "$cache/.new.XXXXXX") || exit
        trap 'rm -rf "$new"' EXIT
        trap 'exit 1' HUP INT TERM
        chmod 755 "$new"
        mkdir -p "$new/bin" "$new/libexec" "$new/lib/qemu-bundle" "$new/modules" "$new/share"
        cp -L "$program" "$new/libexec/" && cp -L "$loader" "$new/lib/" || exit
        take() { echo "$1" | awk '$1 !~ /\// && $2 == "=>" && $3 ~ /^\// { print $1, $3 }' | while read -r library file; do
          [ -e "$new/lib/$library" ] || cp -L "$file" "$new/lib/$library" || exit
        done; }
        take "$libraries" || exit
        find "$from" \( -name 'block-*.so' -o -name 'hw-*.so' -o -name 'accel-*.so' -o -name 'chardev-*.so' \) \
          -not -path '*/tests/*' 2> /dev/null | while read -r module; do
          needed=$(list "$module") || continue
          case $needed in *"not found"*) continue ;; esac
          take "$needed" && cp -L "$module" "$new/modules/" || exit
        done || exit

        for folder in pc-bios build/pc-bios share/qemu share/seabios share/qemu-kvm share usr/share/qemu usr/share/seabios \
          usr/share/qemu-kvm usr/share/OVMF usr/share/edk2/ovmf usr/lib/ipxe/qemu; do
          for known in bios-256k.bin kvmvapic.bin OVMF_CODE.fd efi-virtio.rom; do
            [ -e "$from/$folder/$known" ] || continue
            find -L "$from/$folder" -maxdepth 1 -type f -size -8193k -exec cp -Ln {} "$new/share/" \; 2> /dev/null
            [ ! -d "$from/$folder/keymaps" ] || cp -rLn "$from/$folder/keymaps" "$new/share/"
            break
          done
        done

        cat > "$new/bin/$name" << END
        #!/bin/sh
        # Runs the QEMU of this folder with its own loader, libraries, modules and firmware.
        here=\${0%/*}/..
        export QEMU_MODULE_DIR="\$here/modules"
        exec "\$here/lib/${loader##*/}" --library-path "\$here/lib" "\$here/libexec/$name" -L "\$here/share" "\$@"
        END
        chmod 755 "$new/bin/$name" && chmod -R a+rX "$new"
        hash=$(cd "$new" && find . -type f | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum | cut -c1-16) || exit
        [ -d "$cache/$hash" ] || mv -T "$new" "$cache/$hash" 2> /dev/null
        touch "$cache/$hash" || exit
        find "$cache" -mindepth 1 -maxdepth 1 -mtime +7 -exec rm -rf {} +
        echo "$cache/$hash"
        echo "bin/$name"
        """;
}
