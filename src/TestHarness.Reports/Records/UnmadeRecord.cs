using System.Text.Json.Serialization;

namespace TestHarness.Reports.Records;

/// <summary>A check that was not made.</summary>
/// <param name="Where">The guest or the host.</param>
/// <param name="Inapplicable">Whether the check does not apply to the device or the way of migration, on any host.</param>
public sealed record UnmadeRecord(string Check, string Where, string Reason, bool Inapplicable = false)
{
    /// <summary>The check and the guest or host, without the reason.</summary>
    [JsonIgnore]
    public string Title => $"{Check} of {Where}";
}
