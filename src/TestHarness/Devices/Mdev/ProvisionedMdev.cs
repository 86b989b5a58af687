using System.Collections.Immutable;
using TestHarness.Devices.Mdev.Trees;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Devices.Mdev;

/// <summary>An mdev that a scenario made; the ledger removes it.</summary>
/// <param name="Name">The name in the scenario.</param>
/// <param name="Device">The device; QEMU takes it by <see cref="MediatedDevice.SysfsPath"/>.</param>
public sealed record ProvisionedMdev(MdevName Name, IHost Host, MediatedDevice Device)
{
    /// <summary>The kernel's sample driver; a type is a PCI card with that number of serial ports: mtty-1, mtty-2.</summary>
    internal const string Mtty = "mtty";

    /// <summary>
    /// Defines and starts a device with a new UUID below the first parent that has room for the type. Loads mtty for a type of
    /// mtty.
    /// </summary>
    /// <exception cref="HarnessException">Class provision: no parent has room for the type, or mdevctl failed.</exception>
    public static async Task<ProvisionedMdev> CreateAsync(
        IHost host,
        LedgerScope scope,
        MdevName name,
        MdevTypeName type,
        ImmutableArray<MdevAttribute> attributes,
        CancellationToken cancellationToken = default)
    {
        if (type.Text.StartsWith($"{Mtty}-", StringComparison.Ordinal))
            await KernelModules.LoadAsync(host, scope, [Mtty], cancellationToken);
        var parent = ChooseParent(host.Name, await MdevctlTool.TypesAsync(host, cancellationToken), type);
        var device = new MediatedDevice(Guid.NewGuid(), type, parent, MdevStart.Manual, attributes);
        await MdevctlTool.DefineAsync(host, scope, device, cancellationToken);
        await MdevctlTool.StartAsync(host, scope, device, cancellationToken);
        return new ProvisionedMdev(name, host, device);
    }

    /// <summary>Checks that the device is there with the type and parent that it was made with.</summary>
    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken = default)
    {
        var now = (await new HostMdevTree(Host).LookAsync(Device.Uuid, cancellationToken)).Running;
        return now is not null && (now.Type, now.Parent) == (Device.Type.Text, Device.Parent.Text)
            ? HealthReport.Made(HealthCheck.MdevIdentity)
            : HealthReport.Made(
                HealthCheck.MdevIdentity,
                Finding($"{Name} was {Device}, now it is {(now is null ? "gone" : $"of type {now.Type} below {now.Parent}")}"));
    }

    private HealthFinding Finding(string message) => new(HealthCheck.MdevIdentity, Host.Name, HealthSeverity.Critical, message);

    internal static MdevParentName ChooseParent(string host, ImmutableArray<MdevType> types, MdevTypeName wanted)
    {
        var offers = types.Where(type => type.Name == wanted.Text).ToList();
        if (offers.Find(offer => offer.AvailableInstances > 0) is { } free)
            return MdevParentName.Parse(free.Parent);
        throw new HarnessException(
            FailureClass.Provision,
            offers.Count > 0
                ? $"{string.Join(" and ", offers.Select(offer => offer.Parent))} of {host} can have no more mdevs of type "
                    + $"{wanted}: stop an mdev that nobody needs"
                : $"no device of {host} offers mdevs of type {wanted}; the host's devices offer: {Offered(types)}");
    }

    private static string Offered(ImmutableArray<MdevType> types) =>
        types.IsEmpty ? "none" : string.Join(", ", types.Select(type => $"{type.Name} ({type.Parent})"));
}
