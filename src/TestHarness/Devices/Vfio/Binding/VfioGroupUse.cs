using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Devices.Vfio.Binding;

/// <summary>
/// Processes that have the VFIO group of a device open, as a guest's QEMU would. The disposal of a process releases the device.
/// </summary>
/// <remarks>
/// A shell's <c>&lt;&gt;</c> makes a missing file, and keeps a pattern as the name when nothing matches the pattern.
/// </remarks>
internal static class VfioGroupUse
{
    private const string Open = """
        group=$(readlink "$1/iommu_group") || exit
        [ -c "/dev/vfio/${group##*/}" ] && exec sleep 3600 <> "/dev/vfio/${group##*/}"
        """;

    /// <summary>$1: the physical function, whose VFs keep their IOMMU groups.</summary>
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

    /// <summary>$1: the device, $2: the process. The script polls, as no event reports an open file.</summary>
    private const string Await = """
        group=$(readlink "$1/iommu_group") || exit
        until [ "/proc/$2/fd/0" -ef "/dev/vfio/${group##*/}" ]; do
            [ -d "/proc/$2" ] || {
                echo "process $2 did not open /dev/vfio/${group##*/}: no device of this group is bound, or another process has it"
                exit 1
            }
            sleep 0.02
        done
        """;

    /// <summary>Starts a process that opens a device.</summary>
    /// <param name="device">The device's folder in sysfs.</param>
    /// <returns>The process, which has the device open.</returns>
    /// <exception cref="HarnessException">
    /// Class provision: the device is not bound to a VFIO driver, or another process has it.
    /// </exception>
    public static async Task<IHostProcess> TakeAsync(IHost host, string device, CancellationToken cancellationToken = default)
    {
        var process = await host.StartAsync(Command.Shell(Open, device), cancellationToken);
        try
        {
            (await host.RunAsync(Command.Shell(Await, device, $"{process.ProcessId}"), cancellationToken)).OrThrow(
                FailureClass.Provision);
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a process that opens the first VF that is bound to a VFIO driver and not open.</summary>
    /// <param name="physicalFunction">
    /// The PCI address of the NIC whose VFs are opened; devices of other NICs stay as they are.
    /// </param>
    /// <returns>The process, which may still wait for a VF.</returns>
    public static Task<IHostProcess> TakeFirstAsync(
        IHost host, string physicalFunction, CancellationToken cancellationToken = default) =>
        host.StartAsync(Command.Shell(OpenFirst, physicalFunction), cancellationToken);
}
