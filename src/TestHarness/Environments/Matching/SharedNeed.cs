using TestHarness.Versions;

namespace TestHarness.Environments.Matching;

/// <summary>
/// Compares a need with what the environment has as a whole: shared LUNs (<c>lun</c>, <c>device-lun</c> for block devices, or
/// <c>fc-lun</c> for LUNs behind vHBAs), and control of the switch (<c>fabric-control</c>).
/// </summary>
internal static class SharedNeed
{
    private const string Lun = "lun";

    private static readonly VersionInterval AtLeastOne = new([new VersionBound(">=", "1")]);

    /// <summary>Returns whether the need is for something of the environment, and not of a host.</summary>
    public static bool IsOne(Need need) => need.Capability is Lun or Need.DeviceLun or Need.FcLun or Need.FabricControl;

    /// <summary>Returns why the environment does not meet the need; null when it does.</summary>
    public static string? WhyUnmet(Need need, LabEnvironment environment) =>
        need.Capability == Need.FabricControl ? WhyNoFabric(environment) : WhyNoLun(need, environment);

    private static string? WhyNoFabric(LabEnvironment environment) => environment.FabricControl is null
        ? $"needs control of the Fibre Channel switch, environment '{environment.Name}' has no fabricControl"
        : null;

    private static string? WhyNoLun(Need need, LabEnvironment environment)
    {
        var versions = need.Versions ?? AtLeastOne;
        var (count, kind) = need.Capability switch
        {
            Need.FcLun => (environment.Luns.Count(lun => lun is FcLun), " behind vHBAs"),
            Need.DeviceLun => (environment.Luns.Count(lun => lun is DeviceLun), " of kind device"),
            _ => (environment.Luns.Count(lun => lun is not FcLun), ""),
        };
        var wanted = versions.Least switch
        {
            "1" => $"a shared LUN{kind}",
            { } least => $"{least} shared LUNs{kind}",
            null => $"shared LUNs{kind} ({need})",
        };
        return versions.Contains(new SoftwareVersion($"{count}"))
            ? null
            : $"needs {wanted}, environment '{environment.Name}' has {count}";
    }
}
