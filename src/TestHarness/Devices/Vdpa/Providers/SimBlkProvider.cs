using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Devices.Vdpa.Providers;

/// <summary>
/// The kernel's simulator, a RAM disk of 128 MiB: one for all devices with <c>shared_backend</c>, else one for each. The module
/// is loaded afresh each time, as the shared disk lives as long as the module: new devices always read zeroes.
/// </summary>
/// <remarks>Source: drivers/vdpa/vdpa_sim/vdpa_sim_blk.c; bug 2227118.</remarks>
public sealed class SimBlkProvider(bool sharedBackend, ImmutableArray<VdpaDeviceName> names) : IVdpaProvider
{
    public const string ManagementDevice = "vdpasim_blk";

    private const string Module = "vdpa_sim_blk";

    private const string Parameter = $"/sys/module/{Module}/parameters/shared_backend";

    /// <summary>
    /// $1: the value of shared_backend, '-' to leave the module unloaded, $2: 'undo' to leave a module alone that has the value.
    /// The module's use count does not count its devices, and rmmod deletes them with all that is on them: they are looked for.
    /// </summary>
    private const string Reload = """
        [ "$2 $(cat /sys/module/vdpa_sim_blk/parameters/shared_backend 2>/dev/null)" != "undo $1" ] || exit 0
        if [ -d /sys/module/vdpa_sim_blk ]; then
            shown=$(vdpa dev show) || exit
            users=$(echo "$shown" | sed -n 's/^\([^:]*\): .* mgmtdev vdpasim_blk .*/\1/p')
            [ -z "$users" ] || { echo "vdpa_sim_blk is used by vdpa device" $users "; delete it first" >&2; exit 1; }
            rmmod vdpa_sim_blk || exit
        fi
        [ "$1" = - ] || modprobe vdpa_sim_blk shared_backend="$1"
        """;

    private const string Capability = "vdpa-sim-blk";

    private string Wanted => sharedBackend ? "Y" : "N";

    public async Task<VdpaBackend> CreateAsync(IHost host, LedgerScope scope, CancellationToken cancellationToken = default)
    {
        await KernelModules.LoadDependenciesAsync(host, scope, Module, cancellationToken);
        var before = await FindParameterAsync(host, cancellationToken);
        if (before is not null)
            await RefuseUsersAsync(host, before, cancellationToken);
        var was = before is null ? "not loaded" : $"shared_backend={before}";
        var undo = Command.Shell(Reload, before ?? "-", "undo");
        await scope.ProvisionAsync(host, $"kernel module {Module}, {was} before", undo, async () =>
        {
            (await host.RunAsync(Command.Shell(Reload, Wanted, "make"), cancellationToken)).OrThrow(FailureClass.Provision);
            if (await FindParameterAsync(host, cancellationToken) is var found && found != Wanted)
                throw new HarnessException(
                    FailureClass.Provision,
                    $"{Parameter} on {host.Name} was expected to read {Wanted}, found {found ?? "no such file"}; the kernel's " +
                    $"{Module} must be of 6.5 or later, or have the shared backend backported");
        });
        await KernelModules.LoadAsync(host, scope, [VdpaBinding.Driver], cancellationToken);

        var devices = ImmutableArray.CreateBuilder<VdpaDevice>();
        foreach (var name in names)
        {
            await VdpaTool.AddAsync(host, scope, ManagementDevice, name, cancellationToken);
            devices.Add(await VdpaBinding.BindAsync(host, scope, name, ManagementDevice, cancellationToken));
        }

        return new VdpaBackend(host, Capability, devices.ToImmutable());
    }

    private async Task RefuseUsersAsync(IHost host, string loadedWith, CancellationToken cancellationToken)
    {
        var users = (await VdpaTool.DevicesAsync(host, cancellationToken))
            .Where(device => device.ManagementDevice == ManagementDevice).ToArray();
        if (users.Length > 0)
            throw new HarnessException(
                FailureClass.Provision,
                $"{Module} on {host.Name} must be loaded afresh with shared_backend={Wanted}; it is loaded with {loadedWith} " +
                "and used by vdpa device " +
                $"{string.Join(", ", users.Select(user => user.Name))}: delete these with 'vdpa dev del' when nobody needs them");
    }

    /// <returns>Y or N; null where the module is not loaded or has no such parameter.</returns>
    private static async Task<string?> FindParameterAsync(IHost host, CancellationToken cancellationToken)
    {
        var read = await host.RunAsync(new Command("cat", Parameter), cancellationToken);
        return read.Succeeded ? read.StandardOutput.Trim() : null;
    }
}
