using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Devices.Vfio.Sriov;

/// <summary>Gives a NIC virtual functions, without drivers of the host's.</summary>
public static class VfCreation
{
    /// <summary>
    /// $1: the physical function, $2: how many. Makes all of them or changes nothing: functions that another made since are
    /// refused, and so does the kernel, which takes a number other than 0 only where it is 0.
    /// </summary>
    private const string Make = """
        pf=/sys/bus/pci/devices/$1
        now=$(cat "$pf/sriov_numvfs") || exit
        [ "$now" = 0 ] || { echo "$1 has $now virtual functions by now, which are another's" >&2; exit 1; }
        before=$(cat "$pf/sriov_drivers_autoprobe") && echo 0 > "$pf/sriov_drivers_autoprobe" || exit
        echo "$2" > "$pf/sriov_numvfs" && exit 0
        echo "$before" > "$pf/sriov_drivers_autoprobe"
        exit 1
        """;

    /// <summary>
    /// $1: the physical function, $2: whether drivers bind to new ones by themselves. Must not hang on one that is in use.
    /// </summary>
    private const string Remove = VfioHolder.Function + """
        pf=/sys/bus/pci/devices/$1
        [ -e "$pf" ] || exit 0
        for link in "$pf"/virtfn*; do
            [ ! -e "$link" ] || refuse_held "$(basename "$(readlink "$link")")"
        done
        [ "$(cat "$pf/sriov_numvfs")" = 0 ] || echo 0 > "$pf/sriov_numvfs" || exit
        echo "$2" > "$pf/sriov_drivers_autoprobe"
        """;

    /// <summary>$1: a PCI model. Prints the module of the driver that udev loads for it; nothing where there is none.</summary>
    private const string Driver = """
        modprobe -R "$(printf 'pci:v%08Xd%08Xsv00000000sd00000000bc02sc00i00' "0x${1%:*}" "0x${1#*:}")" 2>/dev/null | head -n 1
        true
        """;

    /// <summary>At least so many; a NIC that has some is left with those, as the kernel changes their number only by removing all.</summary>
    /// <exception cref="HarnessException">Class provision: it has too few, or the kernel makes none.</exception>
    public static async Task<PhysicalFunction> EnsureAsync(
        IHost host, LedgerScope scope, string physicalFunction, int count, CancellationToken cancellationToken = default)
    {
        var before = await SriovTree.ReadAsync(host, physicalFunction, cancellationToken);
        if (before.VirtualFunctions.Length >= count)
            return before;
        if (before.VirtualFunctions.Length > 0 || before.TotalVfs < count)
            throw new HarnessException(
                FailureClass.Provision,
                $"{host.Name}: NIC {physicalFunction} ({before.Interface}) was expected to have {count} virtual functions; it has {before.VirtualFunctions.Length} " +
                $"and can have {before.TotalVfs}; the kernel changes their number only from 0: 'echo 0 > /sys/bus/pci/devices/{physicalFunction}/sriov_numvfs' when nobody uses them");

        await LoadDriverAsync(host, scope, before, cancellationToken);
        await scope.ProvisionAtOnceAsync(
            host,
            $"{count} virtual functions of {physicalFunction}",
            Command.Shell(Remove, physicalFunction, before.AutoProbe ? "1" : "0"),
            Command.Shell(Make, physicalFunction, count.ToString(CultureInfo.InvariantCulture)),
            Presence.OfPaths($"/sys/bus/pci/devices/{physicalFunction}/virtfn0"),
            cancellationToken);
        return await SriovTree.ReadAsync(host, physicalFunction, cancellationToken);
    }

    /// <summary>udev loads the driver of new functions though none is bound: it is to be unloaded with them.</summary>
    private static async Task LoadDriverAsync(IHost host, LedgerScope scope, PhysicalFunction pf, CancellationToken cancellationToken)
    {
        var found = await host.RunAsync(Command.Shell(Driver, pf.VirtualModel), cancellationToken);
        if (found.OrThrow(FailureClass.Provision).StandardOutput.Trim() is { Length: > 0 } module)
            await KernelModules.LoadAsync(host, scope, [module], cancellationToken);
    }
}
