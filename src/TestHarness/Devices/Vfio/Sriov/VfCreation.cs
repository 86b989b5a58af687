using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Devices.Vfio.Sriov;

/// <summary>The virtual functions that the harness gives a NIC, without drivers on the host.</summary>
public static class VfCreation
{
    /// <summary>
    /// $1: the physical function, $2: the number of functions. Makes all of them or changes nothing: it refuses a NIC on which
    /// another process has made functions since, as the kernel does, which changes the number only from 0.
    /// </summary>
    private const string Make = """
        pf=/sys/bus/pci/devices/$1
        now=$(cat "$pf/sriov_numvfs") || exit
        [ "$now" = 0 ] || { echo "$1 has $now virtual functions by now, which the harness did not make" >&2; exit 1; }
        before=$(cat "$pf/sriov_drivers_autoprobe") && echo 0 > "$pf/sriov_drivers_autoprobe" || exit
        echo "$2" > "$pf/sriov_numvfs" && exit 0
        echo "$before" > "$pf/sriov_drivers_autoprobe"
        exit 1
        """;

    /// <summary>
    /// $1: the physical function, $2: whether drivers bind to new functions by themselves. The script must not hang on a function
    /// that is in use.
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

    /// <summary>$1: a PCI model. Prints the module of the driver that udev loads for it; nothing when there is none.</summary>
    private const string Driver = """
        modprobe -R "$(printf 'pci:v%08Xd%08Xsv00000000sd00000000bc02sc00i00' "0x${1%:*}" "0x${1#*:}")" 2>/dev/null | head -n 1
        true
        """;

    /// <summary>
    /// Makes virtual functions on a NIC that has none. A NIC that has enough keeps them, as the kernel changes their number only
    /// by removing all.
    /// </summary>
    /// <param name="count">The least number of functions.</param>
    /// <exception cref="HarnessException">Class provision: the NIC has too few functions, or the kernel makes none.</exception>
    public static async Task<PhysicalFunction> EnsureAsync(
        IHost host, LedgerScope scope, string physicalFunction, int count, CancellationToken cancellationToken = default)
    {
        var before = await SriovTree.ReadAsync(host, physicalFunction, cancellationToken);
        if (before.VirtualFunctions.Length >= count)
            return before;
        if (before.VirtualFunctions.Length > 0 || before.TotalVfs < count)
            throw new HarnessException(
                FailureClass.Provision,
                $"{host.Name}: NIC {physicalFunction} ({before.Interface}) was expected to have {count} virtual functions; it "
                + $"has {before.VirtualFunctions.Length} " +
                $"and can have {before.TotalVfs}; the kernel changes their number only from 0: 'echo 0 > "
                + $"/sys/bus/pci/devices/{physicalFunction}/sriov_numvfs' when nobody uses them");

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

    /// <summary>
    /// Loads the driver of the new functions, so that the undo unloads it: udev loads it even though no function is bound to it.
    /// </summary>
    private static async Task LoadDriverAsync(
        IHost host, LedgerScope scope, PhysicalFunction pf, CancellationToken cancellationToken)
    {
        var found = await host.RunAsync(Command.Shell(Driver, pf.VirtualModel), cancellationToken);
        if (found.OrThrow(FailureClass.Provision).StandardOutput.Trim() is { Length: > 0 } module)
            await KernelModules.LoadAsync(host, scope, [module], cancellationToken);
    }
}
