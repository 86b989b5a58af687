using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Hosts.Scripts;
using TestHarness.Ledger;

namespace TestHarness.Devices.Mdev;

/// <summary>The commands of mdevctl 1.x on a host.</summary>
public static class MdevctlTool
{
    /// <summary>Defines an mdev. $1: UUID, $2: parent, $3: the definition.</summary>
    private const string Define = """
        file=$(mktemp) && trap 'rm -f "$file"' EXIT && printf %s "$3" > "$file" || exit
        mdevctl define -u "$1" -p "$2" --jsonfile "$file"
        """;

    /// <summary>Undefines an mdev, if it is defined. $1: UUID, $2: parent, whose folder mdevctl would leave empty.</summary>
    private const string Undefine = """
        [ -e "/etc/mdevctl.d/$2/$1" ] || exit 0
        mdevctl undefine -u "$1" -p "$2" && rmdir --ignore-fail-on-non-empty "/etc/mdevctl.d/$2"
        """;

    /// <summary>
    /// Stops an mdev, if it is there. $1: UUID. The removal of an mdev that a process holds open would wait in the kernel,
    /// possibly forever, so the script waits for the close first, at most 20 s. It polls, as nothing reports a close by another
    /// process.
    /// </summary>
    private const string Stop = OpenFileScript.Functions + """
        device=/sys/bus/mdev/devices/$1
        [ -e "$device" ] || exit 0
        group=$(readlink "$device/iommu_group")
        end=$(($(cut -d. -f1 /proc/uptime) + 20))
        while [ -e "$device" ] && held=$(
            for node in "/dev/vfio/${group##*/}" "$device"/vfio-dev/vfio*; do
                case $node in /sys/*) [ -e "$node" ] || continue; node=/dev/vfio/devices/${node##*/} ;; esac
                holders "$node"
            done | sort -u | while read -r pid; do echo "$pid ($(cat "/proc/$pid/comm" 2>/dev/null))"; done
        ) && [ -n "$held" ]; do
            [ "$(cut -d. -f1 /proc/uptime)" -lt "$end" ] || {
                echo "mdev $1 is held open by process" $held "; end it first" >&2
                exit 1
            }
            sleep 0.2
        done
        mdevctl stop -u "$1"
        """;

    /// <summary>Lists the types that the host's devices offer.</summary>
    public static async Task<ImmutableArray<MdevType>> TypesAsync(IHost host, CancellationToken cancellationToken = default) =>
        MdevctlOutput.Types(await ShowAsync(host, ["types", "--dumpjson"], cancellationToken));

    /// <summary>Lists the mdevs that are there.</summary>
    public static async Task<ImmutableArray<ListedMdev>> ActiveAsync(IHost host, CancellationToken cancellationToken = default) =>
        MdevctlOutput.Devices(await ShowAsync(host, ["list", "--dumpjson"], cancellationToken));

    /// <summary>Lists the mdevs that are defined, started or not.</summary>
    public static async Task<ImmutableArray<ListedMdev>> DefinedAsync(
        IHost host, CancellationToken cancellationToken = default) =>
        MdevctlOutput.Devices(await ShowAsync(host, ["list", "--defined", "--dumpjson"], cancellationToken));

    /// <summary>Defines an mdev on the host; the undo undefines it. mdevctl does not check that the parent is there.</summary>
    /// <exception cref="HarnessException">
    /// Class provision: another mdev has the UUID, and stays as it is, or mdevctl failed.
    /// </exception>
    public static async Task DefineAsync(
        IHost host, LedgerScope scope, MediatedDevice device, CancellationToken cancellationToken = default)
    {
        Refuse(host, "defined", await DefinedAsync(host, cancellationToken), device);
        Refuse(host, "started", await ActiveAsync(host, cancellationToken), device);
        await scope.ProvisionAsync(host, $"definition of {device}", UndefineCommand(device), async () =>
            (await host.RunAsync(DefineCommand(device), cancellationToken)).OrThrow(FailureClass.Provision),
            Presence.OfPaths($"/etc/mdevctl.d/{device.Parent}/{device.Uuid}"));
    }

    /// <summary>Starts a defined mdev; the undo stops it once no process holds it open.</summary>
    /// <exception cref="HarnessException">
    /// Class provision: an mdev of that UUID is there already, and stays as it is, or mdevctl failed.
    /// </exception>
    public static async Task StartAsync(
        IHost host, LedgerScope scope, MediatedDevice device, CancellationToken cancellationToken = default)
    {
        Refuse(host, "started", await ActiveAsync(host, cancellationToken), device);
        await scope.ProvisionAsync(host, $"{device}", StopCommand(device), async () =>
            (await host.RunAsync(StartCommand(device), cancellationToken)).OrThrow(FailureClass.Provision),
            Presence.OfPaths(device.SysfsPath));
    }

    /// <summary>Stops a device that <see cref="StartAsync"/> started; does nothing when it is gone.</summary>
    /// <exception cref="HarnessException">
    /// Class provision: processes hold it open for 20 s, which the message names, or mdevctl failed.
    /// </exception>
    public static async Task StopAsync(IHost host, MediatedDevice device, CancellationToken cancellationToken = default) =>
        (await host.RunAsync(StopCommand(device), cancellationToken)).OrThrow(FailureClass.Provision);

    /// <summary>Removes a definition of <see cref="DefineAsync"/>; does nothing when it is gone.</summary>
    /// <exception cref="HarnessException">Class provision: mdevctl failed.</exception>
    public static async Task UndefineAsync(IHost host, MediatedDevice device, CancellationToken cancellationToken = default) =>
        (await host.RunAsync(UndefineCommand(device), cancellationToken)).OrThrow(FailureClass.Provision);

    internal static Command DefineCommand(MediatedDevice device) =>
        Command.Shell(Define, $"{device.Uuid}", device.Parent.Text, MdevctlOutput.ToDefinition(device));

    internal static Command StartCommand(MediatedDevice device) =>
        new("mdevctl", "start", "-u", $"{device.Uuid}", "-p", device.Parent.Text);

    private static Command UndefineCommand(MediatedDevice device) =>
        Command.Shell(Undefine, $"{device.Uuid}", device.Parent.Text);

    private static Command StopCommand(MediatedDevice device) => Command.Shell(Stop, $"{device.Uuid}");

    private static void Refuse(IHost host, string how, ImmutableArray<ListedMdev> there, MediatedDevice wanted)
    {
        if (there.FirstOrDefault(device => device.Uuid == wanted.Uuid) is { } taken)
            throw new HarnessException(FailureClass.Provision, $"{taken} is {how} on {host.Name} already; choose another UUID");
    }

    private static async Task<string> ShowAsync(IHost host, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        (await host.RunAsync(new Command("mdevctl", arguments), cancellationToken)).OrThrow(
            FailureClass.Preflight).StandardOutput;
}
