using System.Globalization;
using System.Text.Json.Serialization;

namespace TestHarness.Reports.Records;

/// <summary>A scenario that a run is to run.</summary>
/// <param name="Place">
/// The file and line of the scenario, relative to the project's folder; the full path of a file outside of it.
/// </param>
public sealed record PlannedScenario(string Place, string Title)
{
    /// <summary>The file of the place.</summary>
    [JsonIgnore]
    public string File => Place[..Colon];

    /// <summary>The line of the place; 0 when the place has none.</summary>
    [JsonIgnore]
    public int Line => int.TryParse(Place[Colon..].TrimStart(':'), CultureInfo.InvariantCulture, out var line) ? line : 0;

    private int Colon => Place.LastIndexOf(':') is >= 0 and var colon ? colon : Place.Length;
}
