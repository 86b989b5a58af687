using System.Collections.Immutable;
using TestHarness.Hosts;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Devices.Vdpa;

/// <summary>
/// What vdpa devices a host can have: <c>vhost-vdpa</c> (what every provider needs, and real hardware besides),
/// <c>vdpa-sim-blk</c> and <c>vduse</c>.
/// </summary>
public static class VdpaSurvey
{
    /// <summary>
    /// $1: QEMU. Prints what is missing, each line with the capability that lacks it. QEMU lists a block driver whose module is
    /// not installed, so it is asked to open a device that is not there; what is printed then tells which driver tried.
    /// </summary>
    private const string Script = """
        LC_ALL=C; export LC_ALL
        kernel="kernel $(uname -r)"
        lacks_module() { ! modinfo -n "$1" >/dev/null 2>&1; }
        [ "$(id -u)" = 0 ] || echo "vhost-vdpa:user $(id -un) is not root, and only root may load modules and make devices"
        command -v vdpa >/dev/null \
            || echo "vhost-vdpa:there is no program 'vdpa'; install iproute2 (Debian, Fedora: iproute2, iproute)"
        lacks_module vhost_vdpa && echo "vhost-vdpa:$kernel has no module vhost_vdpa (CONFIG_VHOST_VDPA)"
        ( ulimit -l unlimited ) 2>/dev/null \
            || echo "vhost-vdpa:memory that a process may lock is limited to $(ulimit -l) KiB and cannot be raised;" \
                "set 'memlock unlimited' in limits.conf"
        said=$(timeout 20 "$1" -machine none -nodefaults -no-user-config -display none -S \
            -blockdev driver=virtio-blk-vhost-vdpa,node-name=n,path=/dev/null/none,cache.direct=on </dev/null 2>&1)
        case $said in
            *blkio_connect*) ;;
            *) echo "vhost-vdpa:$1 has no working block driver virtio-blk-vhost-vdpa (QEMU 7.2 or later built with libblkio," \
                "in qemu-block-extra or qemu-kvm-block-blkio): $(echo "$said" | tail -n 1)" ;;
        esac
        lacks_module vdpa_sim_blk && echo "vdpa-sim-blk:$kernel has no module vdpa_sim_blk (CONFIG_VDPA_SIM_BLOCK)"
        lacks_module vdpa_sim_blk || modinfo -p vdpa_sim_blk | grep -q '^shared_backend:' \
            || echo "vdpa-sim-blk:vdpa_sim_blk of $kernel has no parameter shared_backend; it came with Linux 6.5"
        lacks_module vduse && echo "vduse:$kernel has no module vduse (CONFIG_VDPA_USER)"
        command -v qemu-storage-daemon >/dev/null \
            || echo "vduse:there is no program qemu-storage-daemon; install it (Debian: qemu-utils or qemu-system-common)"
        true
        """;

    /// <summary>Looks at the host and changes nothing.</summary>
    public static Task<ImmutableArray<DeviceOffer>> MakeAsync(
        IHost host, QemuBinary qemu, CancellationToken cancellationToken = default) =>
        DeviceSurvey.AskAsync(
            host, Command.Shell(Script, qemu.Path), "vhost-vdpa", ["vhost-vdpa", "vdpa-sim-blk", "vduse"], cancellationToken);
}
