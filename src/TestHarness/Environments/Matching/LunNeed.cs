namespace TestHarness.Environments.Matching;

/// <summary>The need for shared LUNs, which are the environment's and not a host's.</summary>
internal static class LunNeed
{
    public const string Capability = "lun";

    public static string? WhyUnmet(Need need, LabEnvironment environment)
    {
        var least = need.AtLeast ?? new Version(1, 0);
        var wanted = least.Major == 1 ? "a shared LUN" : $"{least.Major} shared LUNs";
        return DottedNumber.IsAtLeast(new Version(environment.Luns.Length, 0), least)
            ? null
            : $"needs {wanted}, environment '{environment.Name}' has {environment.Luns.Length}";
    }
}
