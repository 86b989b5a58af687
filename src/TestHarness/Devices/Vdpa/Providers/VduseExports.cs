using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Devices.Vdpa.Providers;

/// <summary>
/// Vdpa devices over one file or block device, which one qemu-storage-daemon exports over VDUSE once for each device.
/// </summary>
/// <param name="directory">A directory of the host for the daemon's pid file; the caller makes and removes it.</param>
/// <remarks>Source: qemu-storage-daemon(1), <c>--export vduse-blk</c>.</remarks>
internal sealed class VduseExports(string directory, VduseMedium medium, ImmutableArray<VdpaDeviceName> names)
{
    public const string ManagementDevice = "vduse";

    private const string Program = "qemu-storage-daemon";

    /// <summary>
    /// $1: the daemon's pid file, $2: its process. The daemon writes the file when all exports are there (--pidfile in the
    /// manual); nothing signals that to a process that is not the daemon's parent, so that the file is polled, for 20 s.
    /// </summary>
    private const string AwaitExports = """
        tries=0
        until [ -s "$1" ]; do
            kill -0 "$2" 2>/dev/null || exit 2
            tries=$((tries + 1))
            [ "$tries" -lt 200 ] || { echo "no $1 after 20 s; there are: $(ls /dev/vduse | tr '\n' ' ')" >&2; exit 1; }
            sleep 0.1
        done
        """;

    /// <summary>
    /// $1: a VDUSE device that a daemon left. Such a device stays when the daemon is killed, or ends while a vdpa device uses it,
    /// and keeps the module from unloading. Only an ioctl destroys it. A daemon with an export of that name makes the ioctl on
    /// its end, or at once when it cannot start on what is there.
    /// </summary>
    private const string DestroyLeftover = """
        [ -e "/sys/class/vduse/$1" ] || exit 0
        folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT || exit
        said=$(timeout 20 qemu-storage-daemon --daemonize --pidfile "$folder/pid" --blockdev null-co,node-name=n \
            --export "vduse-blk,id=e,node-name=n,name=$1" 2>&1)
        [ ! -s "$folder/pid" ] || kill "$(cat "$folder/pid")"
        tries=0
        while [ -e "/sys/class/vduse/$1" ]; do
            tries=$((tries + 1))
            [ "$tries" -lt 100 ] || { echo "VDUSE device $1 stays: $said" >&2; exit 1; }
            sleep 0.1
        done
        """;

    private string PidFile => $"{directory}/vduse.pid";

    /// <summary>Starts the daemon and makes the devices; undoing the ledger leaves the host as it was.</summary>
    /// <exception cref="HarnessException">
    /// Class provision: the host has a device of one of the names, or the daemon or the kernel refused.
    /// </exception>
    public async Task<VdpaBackend> CreateAsync(IHost host, LedgerScope scope, CancellationToken cancellationToken)
    {
        await KernelModules.LoadAsync(host, scope, ["vduse", VdpaBinding.Driver], cancellationToken);
        await RefuseOthersAsync(host, cancellationToken);

        foreach (var name in names)
            await scope.ProvisionAsync(
                host,
                $"VDUSE device {name}",
                Command.Shell(DestroyLeftover, name.Text),
                () => Task.CompletedTask,
                Presence.OfPaths($"/sys/class/vduse/{name}"));
        var daemon = await StartDaemonAsync(host, scope, cancellationToken);

        var devices = ImmutableArray.CreateBuilder<VdpaDevice>();
        foreach (var name in names)
        {
            await VdpaTool.AddAsync(host, scope, ManagementDevice, name, cancellationToken);
            devices.Add(await VdpaBinding.BindAsync(host, scope, name, ManagementDevice, cancellationToken));
        }

        return new VdpaBackend(host, ManagementDevice, devices.ToImmutable(), daemon);
    }

    private async Task RefuseOthersAsync(IHost host, CancellationToken cancellationToken)
    {
        var list = await host.RunAsync(new Command("ls", "/sys/class/vduse"), cancellationToken);
        var there = list.OrThrow(FailureClass.Provision)
            .StandardOutput.Split('\n').Intersect(names.Select(name => name.Text)).ToArray();
        if (there.Length > 0)
            throw new HarnessException(
                FailureClass.Provision,
                $"VDUSE device {string.Join(", ", there)} is on {host.Name} already; choose another name, or end the daemon " +
                "that serves it");
    }

    private async Task<IHostProcess> StartDaemonAsync(IHost host, LedgerScope scope, CancellationToken cancellationToken)
    {
        (await host.RunAsync(new Command("rm", "-f", PidFile), cancellationToken)).OrThrow(FailureClass.Provision);
        var id = ProcessTag.NewId();
        IHostProcess? daemon = null;
        await scope.ProvisionAsync(host, $"{Program} of {medium.Path}", HostProcesses.End(id), async () =>
        {
            daemon = await host.StartAsync(
                new Command(Program, Arguments()).WithEnvironment(ProcessTag.Variable, id), cancellationToken);
            var pid = daemon.ProcessId.ToString(CultureInfo.InvariantCulture);
            var waited = await host.RunAsync(Command.Shell(AwaitExports, PidFile, pid), cancellationToken);
            if (!waited.Succeeded)
                throw new HarnessException(
                    FailureClass.Provision,
                    $"{Program} on {host.Name} did not export {medium.Path} as {string.Join(" and ", names)} over VDUSE " +
                    $"({waited.StandardError.Trim()}); its standard error: {daemon.StandardErrorTail.Trim()}");
        });
        return daemon!;
    }

    private IEnumerable<string> Arguments() =>
    [
        "--pidfile", PidFile,
        "--blockdev", medium.ToNode("file"),
        "--blockdev", "driver=raw,node-name=disk,file=file",
        .. names.SelectMany((name, index) => (string[])
            ["--export", $"type=vduse-blk,id=export{index},node-name=disk,name={name},writable=on,num-queues=1"]),
    ];
}
