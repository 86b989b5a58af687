using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Devices.Vdpa.Providers;

/// <summary>A device on real hardware, from the environment file.</summary>
/// <param name="Name">Of the vdpa device.</param>
/// <param name="ManagementDevice">
/// On which it is made, for example <c>pci/0000:01:00.0</c>; null where the device is there already and stays.
/// </param>
public sealed record ExistingVdpa(VdpaDeviceName Name, string? ManagementDevice = null);

/// <summary>Devices on real hardware. One that is open or of another type is left alone.</summary>
public sealed class ExistingProvider(ImmutableArray<ExistingVdpa> wanted) : IVdpaProvider
{
    private const string Capability = "vdpa";

    public async Task<VdpaBackend> CreateAsync(IHost host, LedgerScope scope, CancellationToken cancellationToken = default)
    {
        await KernelModules.LoadAsync(host, scope, [VdpaBinding.Driver], cancellationToken);
        var devices = ImmutableArray.CreateBuilder<VdpaDevice>();
        foreach (var device in wanted)
        {
            if (device.ManagementDevice is { } managementDevice)
            {
                await CheckManagementDeviceAsync(host, managementDevice, cancellationToken);
                await VdpaTool.AddAsync(host, scope, managementDevice, device.Name, cancellationToken);
            }

            var found = await FindAsync(host, device.Name, cancellationToken);
            devices.Add(await VdpaBinding.BindAsync(host, scope, device.Name, found.ManagementDevice, cancellationToken));
            await RefuseBusyAsync(host, devices[^1], cancellationToken);
        }

        return new VdpaBackend(host, Capability, devices.ToImmutable());
    }

    private static async Task RefuseBusyAsync(IHost host, VdpaDevice device, CancellationToken cancellationToken)
    {
        if (await VdpaUse.WhyBusyAsync(host, device.CharacterDevice, cancellationToken) is { } busy)
            throw new HarnessException(
                FailureClass.Provision,
                $"vdpa device {device.Name} on {host.Name} is not free: {busy}; end that first, or name another device");
    }

    private static async Task<VdpaDeviceInfo> FindAsync(IHost host, VdpaDeviceName name, CancellationToken cancellationToken)
    {
        var all = await VdpaTool.DevicesAsync(host, cancellationToken);
        if (all.FirstOrDefault(device => device.Name == name.Text) is not { } found)
            throw new HarnessException(
                FailureClass.Provision,
                $"there is no vdpa device {name} on {host.Name}; there are: {List(all.Select(device => device.Name))}; correct " +
                "the environment file, or give the management device to make it on");
        return found.IsBlock
            ? found
            : throw new HarnessException(
                FailureClass.Provision,
                $"vdpa device {name} on {host.Name} is of type {found.Type}, expected block; name another in the " +
                "environment file");
    }

    private static async Task CheckManagementDeviceAsync(IHost host, string name, CancellationToken cancellationToken)
    {
        var all = await VdpaTool.ManagementDevicesAsync(host, cancellationToken);
        if (!all.Any(device => device.Name == name && device.Classes.Contains("block")))
            throw new HarnessException(
                FailureClass.Provision,
                $"there is no vdpa management device {name} for block devices on {host.Name}; there are: " +
                $"{List(all.Select(device => $"{device.Name} ({string.Join(", ", device.Classes)})"))}; load its driver, or " +
                "correct the environment file");
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";
}
