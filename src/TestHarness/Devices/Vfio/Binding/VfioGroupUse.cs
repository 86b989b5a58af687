using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Devices.Vfio.Binding;

/// <summary>Processes that have the VFIO group of a device open, as a guest's QEMU would; disposing one gives the device back.</summary>
/// <remarks>A shell's <c>&lt;&gt;</c> makes a file that is not there, and keeps a pattern as the name where nothing matches it.</remarks>
internal static class VfioGroupUse
{
    private const string Open = """
        group=$(readlink "$1/iommu_group") || exit
        [ -c "/dev/vfio/${group##*/}" ] && exec sleep 3600 <> "/dev/vfio/${group##*/}"
        """;

    /// <summary>$1: the physical function. A VF keeps its IOMMU group.</summary>
    private const string OpenFirst = """
        exec 2>/dev/null
        groups=
        for function in "/sys/bus/pci/devices/$1"/virtfn*; do
            group=$(readlink "$function/iommu_group") && groups="$groups /dev/vfio/${group##*/}"
        done
        while sleep 0.02; do
            for group in $groups; do [ -c "$group" ] && command exec <> "$group" && exec sleep 3600; done
        done
        """;

    /// <summary>$1: the device, $2: the process. No event tells of an open file.</summary>
    private const string Await = """
        group=$(readlink "$1/iommu_group") || exit
        until [ "/proc/$2/fd/0" -ef "/dev/vfio/${group##*/}" ]; do
            [ -d "/proc/$2" ] || { echo "process $2 did not open /dev/vfio/${group##*/}: nothing is bound to it, or somebody else has it"; exit 1; }
            sleep 0.02
        done
        """;

    /// <param name="device">Its folder in sysfs.</param>
    /// <returns>The process, which has the device.</returns>
    /// <exception cref="HarnessException">Class provision: it is bound to no VFIO driver, or somebody else has it.</exception>
    public static async Task<IHostProcess> TakeAsync(IHost host, string device, CancellationToken cancellationToken = default)
    {
        var process = await host.StartAsync(Command.Shell(Open, device), cancellationToken);
        try
        {
            (await host.RunAsync(Command.Shell(Await, device, $"{process.ProcessId}"), cancellationToken)).OrThrow(FailureClass.Provision);
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <param name="physicalFunction">The PCI address of the NIC whose VFs are taken; devices of others are left alone.</param>
    /// <returns>
    /// A process that takes the first VF that is bound to a VFIO driver, as soon as there is one that nobody has.
    /// </returns>
    public static Task<IHostProcess> TakeFirstAsync(
        IHost host, string physicalFunction, CancellationToken cancellationToken = default) =>
        host.StartAsync(Command.Shell(OpenFirst, physicalFunction), cancellationToken);
}
