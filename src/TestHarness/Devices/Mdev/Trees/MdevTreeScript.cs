namespace TestHarness.Devices.Mdev.Trees;

/// <summary>What a host, or a tree that was recorded of one, has to say of an mdev.</summary>
/// <remarks>
/// Sources: Documentation/driver-api/vfio-mediated-device.rst, Documentation/arch/s390/vfio-ap.rst and vfio-ccw.rst,
/// drivers/s390/cio/css.c (dev_busid, chpids), drivers/s390/crypto/ap_card.c (hwtype), mdevctl(8).
/// </remarks>
internal static class MdevTreeScript
{
    /// <summary>
    /// $1: the root of the tree, $2: the mdev. Prints lines of fields with tabs between them: <c>parent</c>, <c>offer</c> (parent, type),
    /// <c>active</c>, <c>definition</c> (parent, JSON), <c>running</c> (parent, type), <c>fact</c> (attribute, value), <c>node</c>. Kernels
    /// without guest_matrix (before 6.0) give the guest the matrix as it is assigned. A subchannel that vfio_ccw has, has no ccw device as
    /// its child: dev_busid tells of it. migration_version and version are what GPU drivers out of the kernel's tree offered.
    /// </summary>
    public const string Text = """
        root=${1%/} uuid=$2
        line() { printf '%s\t%s\t%s\n' "$1" "$2" "$3"; }
        fact() { [ -z "$2" ] || line fact "$1" "$2"; }
        text() { [ ! -r "$1" ] || awk '{ gsub(/\t/, " "); sub(/ +$/, ""); printf "%s%s", separator, $0; separator = ", " }' "$1"; }
        link() { [ ! -L "$1" ] || { target=$(readlink "$1"); echo "${target##*/}"; }; }

        for parent in "$root"/sys/class/mdev_bus/*; do
            [ ! -e "$parent" ] || line parent "${parent##*/}"
            for type in "$parent"/mdev_supported_types/*; do [ ! -e "$type" ] || line offer "${parent##*/}" "${type##*/}"; done
        done
        for other in "$root"/sys/bus/mdev/devices/*; do [ ! -e "$other" ] || line active "${other##*/}"; done
        for definition in "$root"/etc/mdevctl.d/*/"$uuid"; do
            parent=${definition%/*}
            [ ! -f "$definition" ] || line definition "${parent##*/}" "$(tr '\n\t' '  ' < "$definition")"
        done

        device=$root/sys/bus/mdev/devices/$uuid
        path=$(readlink -f "$device") && [ -d "$path" ] || exit 0
        parent=${path%/*}
        line running "${parent##*/}" "$(link "$path/mdev_type")"
        fact 'device api' "$(text "$path/mdev_type/device_api")"
        fact name "$(text "$path/mdev_type/name")"
        fact description "$(text "$path/mdev_type/description")"
        fact 'parent driver' "$(link "$parent/driver")"
        if [ -e "$parent/vendor" ] && [ -e "$parent/subsystem_vendor" ]; then
            subsystem=$(text "$parent/subsystem_vendor"):$(text "$parent/subsystem_device")
            fact 'parent PCI id' "$(text "$parent/vendor"):$(text "$parent/device"), subsystem $subsystem"
        fi
        fact 'mdev driver' "$(link "$path/driver")"
        fact 'driver version' "$(text "$parent/driver/module/version")"
        for version in "$path/migration_version" "$path/mdev_type/migration_version" "$path/mdev_type/version"; do
            [ ! -e "$version" ] || { fact 'migration version' "$(text "$version")"; break; }
        done

        if [ -e "$path/matrix" ]; then
            fact matrix "$(text "$path/matrix")"
            guest=$path/guest_matrix
            [ -e "$guest" ] || guest=$path/matrix
            fact 'guest matrix' "$(text "$guest")"
            fact 'control domains' "$(text "$path/control_domains")"
            for adapter in $(sed -n 's/^\([0-9a-f][0-9a-f]*\)\..*/\1/p' "$path/matrix" | sort -u); do
                card=$root/sys/devices/ap/card$adapter
                fact "card $adapter" "$([ ! -e "$card" ] || echo "$(text "$card/type") hwtype $(text "$card/hwtype")")"
            done
        fi

        if [ -e "$parent/dev_busid" ] || [ -e "$parent/chpids" ]; then
            child=$(text "$parent/dev_busid")
            for ccw in "$parent"/?.?.????; do [ ! -e "$ccw" ] || child=${ccw##*/}; done
            fact 'child device' "$child"
            fact 'child cutype' "$(text "$parent/$child/cutype")"
            fact 'child devtype' "$(text "$parent/$child/devtype")"
            fact chpids "$(text "$parent/chpids")"
        fi

        group=$(link "$path/iommu_group")
        [ -z "$group" ] || line node "/dev/vfio/$group"
        for node in "$path"/vfio-dev/vfio*; do [ ! -e "$node" ] || line node "/dev/vfio/devices/${node##*/}"; done
        """;
}
