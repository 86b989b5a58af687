namespace TestHarness.Environments.Matching;

/// <summary>A capability that a scenario needs: each of its hosts must offer it.</summary>
/// <param name="Capability">For example <c>vports</c>; <c>lun</c> is what the environment's storage has.</param>
/// <param name="AtLeast">The least <c>version</c> or <c>count</c> of the offer; null where any will do.</param>
public sealed record Need(string Capability, Version? AtLeast = null)
{
    /// <summary>The capability of an environment that has LUNs behind vHBAs.</summary>
    public const string FcLun = "fc-lun";

    /// <summary>The capability of an environment that has LUNs which are block devices of each host without a vHBA.</summary>
    public const string DeviceLun = "device-lun";

    public override string ToString() => AtLeast is null ? Capability : $"{Capability}>={AtLeast}";
}
