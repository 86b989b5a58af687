using System.Collections.Immutable;
using TestHarness.Hosts;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Devices.Mdev;

/// <summary>
/// The survey of the mdevs that a host can have: <c>mdev</c> (a device there has types of mdevs) and <c>mtty</c> (the kernel's
/// sample of serial ports can be loaded).
/// </summary>
public static class MdevSurvey
{
    /// <summary>
    /// $1: QEMU. Prints what is missing, each line with the capability that lacks it; <c>all</c> stands for both.
    /// </summary>
    private const string Script = """
        LC_ALL=C; export LC_ALL
        [ "$(id -u)" = 0 ] || echo "all:user $(id -un) is not root, and only root may make mdevs"
        command -v mdevctl >/dev/null || echo "all:there is no program mdevctl; install it (Debian, Fedora and RHEL: mdevctl)"
        options=$(timeout 20 "$1" -device vfio-pci,help </dev/null 2>&1)
        case $options in
            *' enable-migration='*) ;;
            *) echo "all:$1 has no device vfio-pci with enable-migration (QEMU 8.1 or later): $(echo "$options" | tail -n 1)" ;;
        esac
        has_types=
        for type in /sys/class/mdev_bus/*/mdev_supported_types/*; do [ ! -e "$type" ] || has_types=1; done
        [ -n "$has_types" ] \
            || echo "mdev:no device has types of mdevs (/sys/class/mdev_bus is empty): there is none, or its driver is not loaded"
        modinfo -n mtty >/dev/null 2>&1 || echo "mtty:kernel $(uname -r) has no module mtty (CONFIG_SAMPLE_VFIO_MDEV_MTTY)"
        true
        """;

    /// <summary>Examines a host, and changes nothing there.</summary>
    public static Task<ImmutableArray<DeviceOffer>> MakeAsync(
        IHost host, QemuBinary qemu, CancellationToken cancellationToken = default) =>
        DeviceSurvey.AskAsync(host, Command.Shell(Script, qemu.Path), "all", ["mdev", "mtty"], cancellationToken);
}
