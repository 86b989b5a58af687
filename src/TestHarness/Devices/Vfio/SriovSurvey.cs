using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Devices.Vfio.Sriov;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Devices.Vfio;

/// <summary>
/// The survey whether a host can give guests virtual functions of the NICs that the environment lists for it: <c>sriov</c>, with
/// the first NIC (<c>pf</c>) and the number of functions that it can have (<c>count</c>).
/// </summary>
public static class SriovSurvey
{
    private const string Capability = "sriov";

    private const string Script = """
        [ "$(id -u)" = 0 ] || { echo "user $(id -un) is not root, and only root may bind devices"; exit; }
        [ -n "$(ls /sys/kernel/iommu_groups 2>/dev/null)" ] \
           || {
               echo "there are no IOMMU groups: switch VT-d or AMD-Vi on in the firmware," \
                "and the IOMMU by the kernel argument intel_iommu=on"
               exit
           }
        for program in ip ping; do command -v "$program" >/dev/null || {
            echo "there is no program $program; install iproute2 and iputils"
            exit
        }; done
        modinfo -n vfio_pci >/dev/null 2>&1 || echo "kernel $(uname -r) has no module vfio_pci (CONFIG_VFIO_PCI)"
        """;

    /// <summary>Examines a host, and changes nothing there.</summary>
    public static async Task<ImmutableArray<DeviceOffer>> MakeAsync(
        IHost host, ImmutableArray<NicRequest> nics, CancellationToken cancellationToken = default)
    {
        if (nics.IsEmpty)
            return Lacks("the environment lists no nics for the host");

        var reason = (await host.RunAsync(Command.Shell(Script), cancellationToken)).OrThrow(
            FailureClass.Preflight).StandardOutput.Trim();
        if (reason.Length > 0)
            return Lacks(reason);

        try
        {
            var first = await SriovTree.ReadAsync(host, nics[0].PhysicalFunction, cancellationToken);
            var attributes = ImmutableSortedDictionary<string, string>.Empty
                .Add("pf", $"{first.Address} ({first.Interface}, {first.Model})")
                .Add("count", first.TotalVfs.ToString(CultureInfo.InvariantCulture));
            return [new DeviceOffer(Capability, null) { Attributes = attributes }];
        }
        catch (HarnessException exception) when (exception.FailureClass == FailureClass.Preflight)
        {
            return Lacks(exception.Detail);
        }
    }

    private static ImmutableArray<DeviceOffer> Lacks(string reason) => [new DeviceOffer(Capability, reason)];
}
