using System.Collections.Immutable;
using TestHarness.Devices.Trees;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Devices.Mdev.Trees;

/// <summary>The mdevs of a host, in its sysfs, /etc/mdevctl.d and /proc.</summary>
public sealed record HostMdevTree(IHost Machine) : MdevTree(Machine.Name)
{
    /// <summary>
    /// $1: the mdev. Prints a <see cref="TreeListing"/> with the files and links that <see cref="MdevReading"/> reads.
    /// </summary>
    internal const string Script = TreeScript.Functions + """
        device=/sys/bus/mdev/devices/$1
        links /sys/class/mdev_bus/* /sys/bus/mdev/devices/* /sys/bus/mdev/devices/*/mdev_type
        for attribute in name device_api description migration_version version; do
            files /sys/class/mdev_bus/*/mdev_supported_types/*/$attribute
        done
        files /etc/mdevctl.d/*/"$1"

        path=$(readlink -f "$device") && [ -d "$path" ] || exit 0
        parent=${path%/*}
        links "$path/driver" "$path/iommu_group" "$parent/driver" "$parent/driver/module"
        files "$path/migration_version" "$path/matrix" "$path/guest_matrix" "$path/control_domains" "$path"/vfio-dev/vfio*/dev \
            "$parent/vendor" "$parent/device" "$parent/subsystem_vendor" "$parent/subsystem_device" \
            "$parent/driver/module/version" \
            "$parent/dev_busid" "$parent/chpids" "$parent"/?.?.????/cutype "$parent"/?.?.????/devtype \
            /sys/devices/ap/card*/type /sys/devices/ap/card*/hwtype
        true
        """;

    protected override async Task<FileTree> ReadAsync(Guid uuid, CancellationToken cancellationToken)
    {
        var listing = await Machine.RunAsync(Command.Shell(Script, $"{uuid}"), cancellationToken);
        return FileTree.Of(TreeListing.Parse(listing.OrThrow(FailureClass.Preflight).StandardOutput));
    }

    protected override Task<FileTree> ReadHoldersAsync(ImmutableArray<string> devices, CancellationToken cancellationToken) =>
        DeviceHolder.ReadAsync(Machine, devices, cancellationToken);
}
