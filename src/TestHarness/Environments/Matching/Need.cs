using System.Text.RegularExpressions;
using TestHarness.Versions;

namespace TestHarness.Environments.Matching;

/// <summary>A capability that a scenario needs: each of its hosts must offer it.</summary>
/// <param name="Capability">
/// The name of the capability, for example <c>vports</c>; <c>lun</c> is a capability of the environment's storage.
/// </param>
/// <param name="Versions">The versions or counts of the offer that will do; null when any will.</param>
public sealed partial record Need(string Capability, VersionInterval? Versions = null)
{
    /// <summary>The capability of an environment that has LUNs behind vHBAs.</summary>
    public const string FcLun = "fc-lun";

    /// <summary>The capability of an environment that has LUNs which are block devices of each host without a vHBA.</summary>
    public const string DeviceLun = "device-lun";

    /// <summary>The capability of an environment whose Fibre Channel switch the harness controls.</summary>
    public const string FabricControl = "fabric-control";

    /// <summary>The word for <c>ovmf</c> and <c>seabios</c> together, which have different versions.</summary>
    private const string Firmware = "firmware";

    /// <summary>Parses a need, for example <c>vports</c> or <c>qemu&gt;=8.0.0-11.el9,&lt;9</c>.</summary>
    /// <returns>The need; null, and what is expected, when the text is none.</returns>
    public static Need? Parse(string text, out string expected)
    {
        var match = Format().Match(text);
        expected = "expected a capability, as in @needs:vports or @needs:qemu>=8.0";
        if (!match.Success)
            return null;

        var (name, bounds) = (match.Groups["name"].Value, match.Groups["versions"]);
        if (name == Firmware)
        {
            expected = $"expected @needs:ovmf{bounds} (UEFI) or @needs:seabios{bounds} (BIOS)";
            return null;
        }

        if (!bounds.Success)
            return new Need(name);
        var versions = VersionInterval.Parse(bounds.Value, out var problem);
        expected = $"expected a capability and its versions, as in @needs:qemu>=8.0.0-11.el9,<9: {problem}";
        return versions is null ? null : new Need(name, versions);
    }

    public override string ToString() => $"{Capability}{Versions}";

    [GeneratedRegex(@"\A(?<name>[a-z][a-z0-9-]*)(?<versions>[<>=].*)?\z")]
    private static partial Regex Format();
}
