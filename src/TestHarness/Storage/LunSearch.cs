using TestHarness.Failures;

namespace TestHarness.Storage;

/// <summary>The result of looking for a LUN on a host.</summary>
/// <param name="Lun">The LUN; null when the host does not have it.</param>
/// <param name="Missing">The reason why the LUN was not found; empty when it was.</param>
public sealed record LunSearch(SharedLun? Lun, string Missing)
{
    /// <summary>Returns the result for a LUN that was found.</summary>
    public static LunSearch Found(SharedLun lun) => new(lun, "");

    /// <summary>Returns the result for a LUN that was not found.</summary>
    public static LunSearch NotFound(string why) => new(null, why);

    /// <summary>Returns the LUN.</summary>
    /// <exception cref="HarnessException">Class preflight: the LUN was not found.</exception>
    public SharedLun OrThrow() => Lun ?? throw new HarnessException(FailureClass.Preflight, Missing);
}
