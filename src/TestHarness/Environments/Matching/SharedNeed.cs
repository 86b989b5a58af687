namespace TestHarness.Environments.Matching;

/// <summary>
/// The need for what is the environment's and not a host's: shared LUNs (<c>lun</c>, or <c>fc-lun</c> for those behind vHBAs), and command
/// of the switch (<c>fabric-control</c>).
/// </summary>
internal static class SharedNeed
{
    private const string Lun = "lun";
    private const string Fabric = "fabric-control";

    public static bool IsOne(Need need) => need.Capability is Lun or Need.FcLun or Fabric;

    public static string? WhyUnmet(Need need, LabEnvironment environment) =>
        need.Capability == Fabric ? WhyNoFabric(environment) : WhyNoLun(need, environment);

    private static string? WhyNoFabric(LabEnvironment environment) => environment.FabricControl is null
        ? $"needs command of the Fibre Channel switch, environment '{environment.Name}' names no fabricControl"
        : null;

    private static string? WhyNoLun(Need need, LabEnvironment environment)
    {
        var least = need.AtLeast ?? new Version(1, 0);
        var count = environment.Luns.Count(lun => lun is FcLun == (need.Capability == Need.FcLun));
        var behind = need.Capability == Need.FcLun ? " behind vHBAs" : "";
        var wanted = least.Major == 1 ? $"a shared LUN{behind}" : $"{least.Major} shared LUNs{behind}";
        return DottedNumber.IsAtLeast(new Version(count, 0), least) ? null : $"needs {wanted}, environment '{environment.Name}' has {count}";
    }
}
