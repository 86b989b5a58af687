using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Hosts.Scripts;
using TestHarness.Ledger;

namespace TestHarness.Devices.Vdpa;

/// <summary>iproute2's <c>vdpa</c> on a host.</summary>
public static class VdpaTool
{
    /// <summary>
    /// $1: the device. Deleting a device that a process holds open hangs in the kernel, unkillable, and every other vdpa command
    /// with it (vhost_vdpa_remove waits for the close under the lock of generic netlink), so its end is waited for first. Nothing
    /// tells of a close by another process: it is polled. 40 s, as a QEMU whose VDUSE daemon is gone takes the kernel's 30 s to
    /// end.
    /// </summary>
    private const string Delete = OpenFileScript.Functions + """
        [ -e "/sys/bus/vdpa/devices/$1" ] || exit 0
        tries=0
        for node in "/sys/bus/vdpa/devices/$1"/vhost-vdpa-*; do
            while [ -e "$node" ] && held=$(holders "/dev/${node##*/}") && [ -n "$held" ]; do
                tries=$((tries + 1))
                [ "$tries" -lt 200 ] || { echo "/dev/${node##*/} is held open by process" $held "; end it first" >&2; exit 1; }
                sleep 0.2
            done
        done
        vdpa dev del "$1"
        """;

    public static async Task<ImmutableArray<VdpaDeviceInfo>> DevicesAsync(
        IHost host, CancellationToken cancellationToken = default) =>
        VdpaOutput.Devices(await ShowDevicesAsync(host, cancellationToken));

    public static async Task<ImmutableArray<VdpaManagementDevice>> ManagementDevicesAsync(
        IHost host, CancellationToken cancellationToken = default) =>
        VdpaOutput.ManagementDevices(await ShowAsync(host, "mgmtdev", cancellationToken));

    /// <summary>All devices of the host, as the tool prints them.</summary>
    public static Task<string> ShowDevicesAsync(IHost host, CancellationToken cancellationToken = default) =>
        ShowAsync(host, "dev", cancellationToken);

    /// <summary>Makes a device; its undo deletes it once no process holds it open.</summary>
    /// <exception cref="HarnessException">
    /// Class provision: there is a device of that name already, which is left alone, or the kernel refused.
    /// </exception>
    public static async Task AddAsync(
        IHost host,
        LedgerScope scope,
        string managementDevice,
        VdpaDeviceName name,
        CancellationToken cancellationToken = default)
    {
        if ((await DevicesAsync(host, cancellationToken)).FirstOrDefault(device => device.Name == name.Text) is { } there)
            throw new HarnessException(
                FailureClass.Provision,
                $"vdpa device {name} is on {host.Name} already (type {there.Type}, mgmtdev {there.ManagementDevice}); choose " +
                $"another name, or delete it with 'vdpa dev del {name}'");

        var undo = Command.Shell(Delete, name.Text);
        var add = new Command("vdpa", "dev", "add", "mgmtdev", managementDevice, "name", name.Text);
        var look = Presence.OfPaths($"/sys/bus/vdpa/devices/{name}");
        await scope.ProvisionAtOnceAsync(
            host, $"vdpa device {name} on {managementDevice}", undo, add, look, cancellationToken);
    }

    /// <summary>Deletes a device, once no process holds it open.</summary>
    /// <exception cref="HarnessException">
    /// Class provision: a process has held the device open for 40 s, or the kernel refused.
    /// </exception>
    public static async Task DeleteAsync(IHost host, VdpaDeviceName name, CancellationToken cancellationToken = default) =>
        (await host.RunAsync(Command.Shell(Delete, name.Text), cancellationToken)).OrThrow(FailureClass.Provision);

    private static async Task<string> ShowAsync(IHost host, string what, CancellationToken cancellationToken) =>
        (await host.RunAsync(new Command("vdpa", "-jp", what, "show"), cancellationToken))
            .OrThrow(FailureClass.Preflight).StandardOutput;
}
