namespace TestHarness.Environments.Matching;

/// <summary>A capability that a scenario needs: each of its hosts must offer it.</summary>
/// <param name="Capability">
/// The name of the capability, for example <c>vports</c>; <c>lun</c> is a capability of the environment's storage.
/// </param>
/// <param name="AtLeast">The least <c>version</c> or <c>count</c> of the offer; null when any will do.</param>
public sealed record Need(string Capability, Version? AtLeast = null)
{
    /// <summary>The capability of an environment that has LUNs behind vHBAs.</summary>
    public const string FcLun = "fc-lun";

    /// <summary>The capability of an environment that has LUNs which are block devices of each host without a vHBA.</summary>
    public const string DeviceLun = "device-lun";

    public override string ToString() => AtLeast is null ? Capability : $"{Capability}>={AtLeast}";
}
