using System.Globalization;
using System.Text.RegularExpressions;

namespace TestHarness.Devices.Npiv.Luns;

/// <summary>
/// A link of <c>/dev/disk/by-path</c> to a LUN on Fibre Channel: <c>pci-0000:18:00.1-fc-0x203600a0b85b5dd4-lun-0</c>, and on
/// IBM Z <c>ccw-0.0.1a00-fc-0x500507630300c562-lun-0x4010400000000000</c> or
/// <c>ccw-0.0.1a00-zfcp-0x500507630300c562:0x4010400000000000</c>.
/// </summary>
/// <remarks>
/// The link does not tell an HBA from a vHBA, which has the HBA's controller: a LUN that both see has one link, to one of their
/// disks. Source: udev-builtin-path_id.c of systemd.
/// </remarks>
/// <param name="Controller">The address of the HBA's device, for example <c>0.0.1a00</c>.</param>
/// <param name="Target">The WWPN of the array's port.</param>
/// <param name="Partition">The number of the partition; null for the whole disk.</param>
public sealed partial record FcPathName(string Controller, Wwn Target, LunNumber Lun, int? Partition)
{
    /// <summary>Reads a link, with or without its folder.</summary>
    /// <returns>The parts of the link; null when the link is not to a LUN on Fibre Channel.</returns>
    public static FcPathName? Find(string link) =>
        Form().Match(link) is { Success: true } form
        && Wwn.TryParse(form.Groups["target"].Value, out var target)
        && LunNumber.TryParse(form.Groups["lun"].Value, out var lun)
            ? new FcPathName(form.Groups["controller"].Value, target, lun.Value, Number(form.Groups["partition"]))
            : null;

    private static int? Number(Group digits) => digits.Success ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(
        @"\A(?:/dev/disk/by-path/)?[a-z]+-(?<controller>\S+)-" +
        @"(?:fc-(?<target>0x[0-9a-f]{16})-lun-(?<lun>0x[0-9a-f]{16}|\d{1,20})" +
        @"|zfcp-(?<target>0x[0-9a-f]{16}):(?<lun>0x[0-9a-f]{16}))(?:-part(?<partition>\d{1,5}))?\z")]
    private static partial Regex Form();
}
