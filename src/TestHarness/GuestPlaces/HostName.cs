using TestHarness.Naming;

namespace TestHarness.GuestPlaces;

/// <summary>The name of a host of the environment, or <c>host1</c> for the scenario's first host.</summary>
/// <remarks>The rule is the one of names in environment files.</remarks>
public sealed record HostName : Name
{
    private static readonly NameRule Rule = new("a host", MaxLength: 255);

    private HostName(string text)
        : base(Rule, text)
    {
    }

    /// <summary>Reads a name.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the text is not such a name.</exception>
    public static HostName Parse(string text) => new(text);
}
