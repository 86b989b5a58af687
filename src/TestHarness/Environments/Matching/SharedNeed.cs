namespace TestHarness.Environments.Matching;

/// <summary>
/// Compares a need with what the environment has as a whole: shared LUNs (<c>lun</c>, <c>device-lun</c> for block devices, or
/// <c>fc-lun</c> for LUNs behind vHBAs), and control of the switch (<c>fabric-control</c>).
/// </summary>
internal static class SharedNeed
{
    private const string Lun = "lun";
    private const string Fabric = "fabric-control";

    /// <summary>Returns whether the need is for something of the environment, and not of a host.</summary>
    public static bool IsOne(Need need) => need.Capability is Lun or Need.DeviceLun or Need.FcLun or Fabric;

    /// <summary>Returns why the environment does not meet the need; null when it does.</summary>
    public static string? WhyUnmet(Need need, LabEnvironment environment) =>
        need.Capability == Fabric ? WhyNoFabric(environment) : WhyNoLun(need, environment);

    private static string? WhyNoFabric(LabEnvironment environment) => environment.FabricControl is null
        ? $"needs control of the Fibre Channel switch, environment '{environment.Name}' has no fabricControl"
        : null;

    private static string? WhyNoLun(Need need, LabEnvironment environment)
    {
        var least = need.AtLeast ?? new Version(1, 0);
        var (count, kind) = need.Capability switch
        {
            Need.FcLun => (environment.Luns.Count(lun => lun is FcLun), " behind vHBAs"),
            Need.DeviceLun => (environment.Luns.Count(lun => lun is DeviceLun), " of kind device"),
            _ => (environment.Luns.Count(lun => lun is not FcLun), ""),
        };
        var wanted = least.Major == 1 ? $"a shared LUN{kind}" : $"{least.Major} shared LUNs{kind}";
        return DottedNumber.IsAtLeast(new Version(count, 0), least)
            ? null
            : $"needs {wanted}, environment '{environment.Name}' has {count}";
    }
}
