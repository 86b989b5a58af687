using TestHarness.Hosts.Scripts;

namespace TestHarness.Devices.Vfio.Sriov;

/// <summary>
/// A function for scripts that refuses a device which a process has open through VFIO: the kernel would wait for that process.
/// </summary>
internal static class VfioHolder
{
    /// <summary>
    /// <c>refuse_held ADDRESS</c> ends the script with the process that has the PCI device open, if there is one.
    /// </summary>
    public const string Function = OpenFileScript.Functions + """
        refuse_held() {
            group=$(readlink "/sys/bus/pci/devices/$1/iommu_group") || return 0
            held=$(holders "/dev/vfio/${group##*/}")
            [ -z "$held" ] || { echo "$1 is held open through VFIO by process" $held "; end it first" >&2; exit 1; }
        }

        """;
}
