using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Hosts.Scripts;

namespace TestHarness.Devices.Vfio.Sriov;

/// <summary>A NIC and its virtual functions in a host's sysfs.</summary>
public static class SriovTree
{
    /// <summary>
    /// $1: the physical function. Prints a line of NAME=VALUE words for it and for each virtual function, with '-' for none, and
    /// last ip's description of the NIC in JSON on one line.
    /// </summary>
    private const string Script = OpenFileScript.Functions + """
        devices=/sys/bus/pci/devices pf=/sys/bus/pci/devices/$1
        name() { target=$(readlink "$1") && echo "${target##*/}" || echo -; }
        value() { cat "$1" 2>/dev/null || echo -; }
        [ -e "$pf" ] || { echo "there is no PCI device $1" >&2; exit 1; }
        [ -e "$pf/sriov_totalvfs" ] || {
            echo "PCI device $1 has no virtual functions (no sriov_totalvfs): $(lspci -s "$1" 2>/dev/null)" >&2
            exit 1
        }
        interface=$(ls "$pf/net" 2>/dev/null | head -n 1)
        [ -n "$interface" ] || { echo "$1 has no network interface; its driver is $(name "$pf/driver")" >&2; exit 1; }
        node=$(cat "$pf/numa_node"); distance=10
        if [ "$node" -gt 0 ]; then distance=$(cut -d ' ' -f $((node + 1)) /sys/devices/system/node/node0/distance); fi
        echo "interface=$interface driver=$(name "$pf/driver") vendor=$(value "$pf/vendor") device=$(value "$pf/device")" \
            "virtual=$(value "$pf/sriov_vf_device") distance=$distance total=$(value "$pf/sriov_totalvfs")" \
            "autoprobe=$(value "$pf/sriov_drivers_autoprobe")"
        held=$(opened '/dev/vfio/*')
        for link in "$pf"/virtfn*; do
            [ -e "$link" ] || continue
            address=$(name "$link") vf=$link/ group=$(name "$link/iommu_group") companions= up=-
            for other in "$link"/iommu_group/devices/*; do
                other=${other##*/}
                if [ "$other" = "$address" ] || [ ! -e "$devices/$other" ]; then continue; fi
                driver=$(name "$devices/$other/driver")
                companions="$companions,$other/${driver#-}"
            done
            for net in "$link"/net/*; do
                [ ! -e "$net" ] || [ $(($(cat "$net/flags") & 1)) = 0 ] || up=${net##*/}
            done
            override=$(value "$link/driver_override")
            holder=$(echo "$held" | sed -n "s|^/proc/\([0-9]*\)/fd/[0-9]* /dev/vfio/$group\$|\1|p" | head -n 1)
            echo "index=${link##*virtfn} address=$address driver=$(name "$link/driver")" \
                "override=$(echo "$override" | sed 's/^(null)$/-/')" \
                "group=$group companions=${companions#,} holder=${holder:+$holder:$(cat "/proc/$holder/comm" | tr ' ' _)} up=$up"
        done
        ip -j link show dev "$interface"
        """;

    /// <summary>Reads a NIC and its virtual functions.</summary>
    /// <exception cref="HarnessException">Class preflight: there is no such NIC, or it has no virtual functions.</exception>
    public static async Task<PhysicalFunction> ReadAsync(
        IHost host, string physicalFunction, CancellationToken cancellationToken = default)
    {
        var output = (await host.RunAsync(Command.Shell(Script, physicalFunction), cancellationToken)).OrThrow(
            FailureClass.Preflight).StandardOutput;
        return Parse(physicalFunction, output);
    }

    internal static PhysicalFunction Parse(string address, string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var words = lines[..^1].Select(Words).ToImmutableArray();
        var macs = Macs(lines[^1]);
        var pf = words[0];
        return new PhysicalFunction(
            address,
            pf["interface"]!,
            pf["driver"] ?? "",
            $"{Hex(pf["vendor"]!)}:{Hex(pf["device"]!)}",
            $"{Hex(pf["vendor"]!)}:{Hex(pf["virtual"]!)}",
            Number(pf["distance"]!),
            Number(pf["total"]!),
            pf["autoprobe"] != "0",
            [.. words.Skip(1).Select(vf => Function(vf, macs)).OrderBy(vf => vf.Index)]);
    }

    private static VirtualFunction Function(ImmutableDictionary<string, string?> vf, ImmutableDictionary<int, string> macs) =>
        new(
        Number(vf["index"]!),
        vf["address"]!,
        vf["driver"],
        vf["override"],
        vf["group"] is { } group ? Number(group) : null,
        vf["companions"] is { } companions ? [.. companions.Split(',')] : [],
        macs.GetValueOrDefault(Number(vf["index"]!), VirtualFunction.NoMac),
        vf["holder"]?.Replace(":", " ", StringComparison.Ordinal),
        vf["up"]);

    private static ImmutableDictionary<string, string?> Words(string line) => line.Split(' ')
        .Select(word => word.Split('=', 2))
        .ToImmutableDictionary(pair => pair[0], pair => pair[1] is "-" or "" ? null : pair[1]);

    /// <summary>
    /// Reads the functions' MAC addresses; iproute2 before 5.0 names the member "mac", later versions "address".
    /// </summary>
    private static ImmutableDictionary<int, string> Macs(string json)
    {
        using var links = JsonDocument.Parse(json);
        if (!links.RootElement[0].TryGetProperty("vfinfo_list", out var list))
            return ImmutableDictionary<int, string>.Empty;
        return list.EnumerateArray().ToImmutableDictionary(
            vf => vf.GetProperty("vf").GetInt32(),
            vf => (vf.TryGetProperty("address", out var address) ? address : vf.GetProperty("mac")).GetString()!);
    }

    private static string Hex(string text) => text.Replace("0x", "", StringComparison.Ordinal).PadLeft(4, '0');

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
