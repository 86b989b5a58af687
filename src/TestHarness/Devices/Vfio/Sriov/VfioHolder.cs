using TestHarness.Hosts.Scripts;

namespace TestHarness.Devices.Vfio.Sriov;

/// <summary>A function for scripts: the kernel does not take a device from a process that has it open through VFIO, but waits for it.</summary>
internal static class VfioHolder
{
    /// <summary><c>refuse_held ADDRESS</c> ends the script with who has the PCI device, if anybody has.</summary>
    public const string Function = OpenFileScript.Functions + """
        refuse_held() {
            group=$(readlink "/sys/bus/pci/devices/$1/iommu_group") || return 0
            held=$(holders "/dev/vfio/${group##*/}")
            [ -z "$held" ] || { echo "$1 is held open through VFIO by process" $held "; end it first" >&2; exit 1; }
        }

        """;
}
