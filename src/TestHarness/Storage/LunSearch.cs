using TestHarness.Failures;

namespace TestHarness.Storage;

/// <summary>The result of looking for a LUN on a host.</summary>
/// <param name="Lun">The LUN; null when the host does not have it.</param>
/// <param name="Missing">Why the LUN was not found; empty when it was.</param>
public sealed record LunSearch(SharedLun? Lun, string Missing)
{
    public static LunSearch Found(SharedLun lun) => new(lun, "");

    public static LunSearch NotFound(string why) => new(null, why);

    /// <exception cref="HarnessException">Class preflight: the LUN was not found.</exception>
    public SharedLun OrThrow() => Lun ?? throw new HarnessException(FailureClass.Preflight, Missing);
}
