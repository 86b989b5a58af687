using TestHarness.Naming;

namespace TestHarness.GuestPlaces;

/// <summary>The name of a place for a guest: a host's, an mdev's or a vdpa device's.</summary>
/// <remarks>The rule allows the names of hosts, mdevs and vdpa devices.</remarks>
public sealed record PlaceName : Name
{
    private static readonly NameRule Rule = new("a place for a guest", MaxLength: 255);

    private PlaceName(string text)
        : base(Rule, text)
    {
    }

    /// <summary>Reads the name of a place.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the text is not the name of a place.</exception>
    public static PlaceName Parse(string text) => new(text);
}
