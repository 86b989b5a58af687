using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Devices.Npiv.Hbas;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Libvirt;

namespace TestHarness.Devices.Npiv;

/// <summary>
/// The survey whether a host can have vHBAs: <c>vhba</c>, with the HBA that is chosen when none is named (<c>parent</c>), its
/// <c>max_vports</c> and <c>pci</c> address, and the free vports of all HBAs that are online (<c>count</c>).
/// </summary>
public static class NpivSurvey
{
    private const string Capability = "vhba";

    /// <summary>Examines a host, and changes nothing there.</summary>
    public static async Task<ImmutableArray<DeviceOffer>> MakeAsync(IHost host, CancellationToken cancellationToken = default)
    {
        try
        {
            if (await WhyNoPortsAsync(host, cancellationToken) is { } reason)
                return [new DeviceOffer(Capability, reason)];
            return [Of(await HbaDiscovery.RequireAsync(new Virsh(host), cancellationToken))];
        }
        catch (HarnessException exception) when (exception.FailureClass == FailureClass.Preflight)
        {
            return [new DeviceOffer(Capability, exception.Detail)];
        }
    }

    internal static DeviceOffer Of(ImmutableArray<Hba> hbas)
    {
        var usable = hbas.Where(hba => hba.IsOnline && hba.HasFreeVport).ToList();
        if (usable.Count == 0)
            return new DeviceOffer(
                Capability,
                $"no HBA is Online with a free vport: {string.Join(", ", hbas)}; check the HBA's cable and its switch port");

        var first = usable[0];
        var attributes = ImmutableSortedDictionary<string, string>.Empty.Add("parent", first.Name);
        if (first.MaxVports is { } most)
            attributes = attributes.Add("max_vports", Text(most));
        if (first.PciAddress is { } pci)
            attributes = attributes.Add("pci", pci);
        if (usable.All(hba => hba is { MaxVports: not null, Vports: not null }))
            attributes = attributes.Add("count", Text(usable.Sum(hba => hba.MaxVports!.Value - hba.Vports!.Value)));
        return new DeviceOffer(Capability, null) { Attributes = attributes };
    }

    /// <summary>Asks the host what it lacks, without libvirt; null when it has a Fibre Channel port.</summary>
    private static async Task<string?> WhyNoPortsAsync(IHost host, CancellationToken cancellationToken)
    {
        const string Script = """
            [ "$(id -u)" = 0 ] || { echo "user $(id -un) is not root, and only root may make vHBAs"; exit; }
            command -v virsh >/dev/null || {
                echo "there is no program virsh; install it (Debian: libvirt-clients, Fedora and RHEL: libvirt-client)"
                exit
            }
            for port in /sys/class/fc_host/host*; do [ ! -e "$port" ] || exit 0; done
            echo "the kernel has no Fibre Channel port (/sys/class/fc_host is empty):" \
                "there is no HBA, or its driver is not loaded"
            """;
        var reason = (await host.RunAsync(Command.Shell(Script), cancellationToken)).OrThrow(
            FailureClass.Preflight).StandardOutput.Trim();
        return reason.Length == 0 ? null : reason;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
