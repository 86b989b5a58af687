using TestHarness.Naming;

namespace TestHarness.Devices.Mdev;

/// <summary>The name of an mdev in a scenario. The kernel knows the mdev by its UUID.</summary>
/// <remarks>The name is a label in evidence and messages; the rule is the harness's own.</remarks>
public sealed record MdevName : Name
{
    private static readonly NameRule Rule = new("an mdev", MaxLength: 64);

    private MdevName(string text)
        : base(Rule, text)
    {
    }

    /// <summary>Reads the name of an mdev.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the text is not an mdev's name.</exception>
    public static MdevName Parse(string text) => new(text);
}
