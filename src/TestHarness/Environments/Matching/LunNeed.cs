namespace TestHarness.Environments.Matching;

/// <summary>The need for shared LUNs, which are the environment's and not a host's: <c>lun</c>, or <c>fc-lun</c> for those behind vHBAs.</summary>
internal static class LunNeed
{
    private const string Fc = "fc-lun";

    public static bool IsOne(Need need) => need.Capability is "lun" or Fc;

    public static string? WhyUnmet(Need need, LabEnvironment environment)
    {
        var least = need.AtLeast ?? new Version(1, 0);
        var count = environment.Luns.Count(lun => lun is FcLun == (need.Capability == Fc));
        var behind = need.Capability == Fc ? " behind vHBAs" : "";
        var wanted = least.Major == 1 ? $"a shared LUN{behind}" : $"{least.Major} shared LUNs{behind}";
        return DottedNumber.IsAtLeast(new Version(count, 0), least) ? null : $"needs {wanted}, environment '{environment.Name}' has {count}";
    }
}
