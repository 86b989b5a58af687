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

    /// <summary>Reads the name of a host.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the text is not a host's name.</exception>
    public static HostName Parse(string text) => new(text);
}
