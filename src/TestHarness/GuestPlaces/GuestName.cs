using TestHarness.Naming;

namespace TestHarness.GuestPlaces;

/// <summary>The name of a guest in the list <c>guests</c> of the environment.</summary>
/// <remarks>The rule is the one of names in environment files.</remarks>
public sealed record GuestName : Name
{
    private static readonly NameRule Rule = new("a guest", MaxLength: 255);

    private GuestName(string text)
        : base(Rule, text)
    {
    }

    /// <summary>Reads the name of a guest.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the text is not a guest's name.</exception>
    public static GuestName Parse(string text) => new(text);
}
