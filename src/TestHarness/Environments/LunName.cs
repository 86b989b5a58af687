using TestHarness.Naming;

namespace TestHarness.Environments;

/// <summary>The name of a LUN of the environment.</summary>
/// <remarks>The rule is the same as for names in environment files.</remarks>
public sealed record LunName : Name
{
    private static readonly NameRule Rule = new("a LUN", MaxLength: 255);

    private LunName(string text)
        : base(Rule, text)
    {
    }

    /// <summary>Parses a name.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the text breaks the rule.</exception>
    public static LunName Parse(string text) => new(text);
}
