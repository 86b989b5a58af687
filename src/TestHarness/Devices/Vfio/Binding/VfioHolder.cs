using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Devices.Vfio.Binding;

/// <summary>Who has a PCI device open through VFIO. The kernel does not take it from a process that has, but waits for it.</summary>
internal static class VfioHolder
{
    /// <summary><c>holders ADDRESS</c> prints their ids; <c>refuse_held ADDRESS</c> ends the script where there are any.</summary>
    public const string Functions = """
        holders() {
            group=$(readlink "/sys/bus/pci/devices/$1/iommu_group") || return 0
            find /proc/[0-9]*/fd -lname "/dev/vfio/${group##*/}" 2>/dev/null | cut -d/ -f3 | sort -u
        }
        refuse_held() {
            held=$(holders "$1")
            [ -z "$held" ] || { echo "$1 is held open through VFIO by process" $held "; end it first" >&2; exit 1; }
        }

        """;

    private const string Find = Functions + """for id in $(holders "$1"); do echo "$id ($(cat "/proc/$id/comm"))"; done""";

    /// <returns>Id and name; null where nobody has.</returns>
    public static async Task<string?> FindAsync(IHost host, string address, CancellationToken cancellationToken = default)
    {
        var found = (await host.RunAsync(Command.Shell(Find, address), cancellationToken)).OrThrow(FailureClass.Provision).StandardOutput.Trim();
        return found.Length == 0 ? null : found.Replace("\n", ", ", StringComparison.Ordinal);
    }
}
