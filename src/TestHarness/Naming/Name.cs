namespace TestHarness.Naming;

/// <summary>A name that was read from a feature and follows the rule of its kind.</summary>
public abstract record Name
{
    private protected Name(NameRule rule, string text) => Text = rule.Check(text);

    /// <summary>The name as it was read.</summary>
    public string Text { get; }

    /// <summary>Returns the name as it was read.</summary>
    public sealed override string ToString() => Text;
}
