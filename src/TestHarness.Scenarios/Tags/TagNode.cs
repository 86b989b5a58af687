namespace TestHarness.Scenarios.Tags;

/// <summary>A node of a tag expression.</summary>
internal abstract record TagNode
{
    /// <summary>Returns whether the node selects a scenario with these tags.</summary>
    public abstract bool Evaluate(IReadOnlySet<string> tags);

    /// <summary>The node that selects everything.</summary>
    public sealed record Everything : TagNode
    {
        public override bool Evaluate(IReadOnlySet<string> tags) => true;
    }

    /// <summary>The node that selects scenarios with a tag.</summary>
    public sealed record Tag(string Name) : TagNode
    {
        public override bool Evaluate(IReadOnlySet<string> tags) => tags.Contains(Name);
    }

    /// <summary>The node that inverts another.</summary>
    public sealed record Not(TagNode Inner) : TagNode
    {
        public override bool Evaluate(IReadOnlySet<string> tags) => !Inner.Evaluate(tags);
    }

    /// <summary>The node that requires two others.</summary>
    public sealed record And(TagNode Left, TagNode Right) : TagNode
    {
        public override bool Evaluate(IReadOnlySet<string> tags) => Left.Evaluate(tags) && Right.Evaluate(tags);
    }

    /// <summary>The node that requires one of two others.</summary>
    public sealed record Or(TagNode Left, TagNode Right) : TagNode
    {
        public override bool Evaluate(IReadOnlySet<string> tags) => Left.Evaluate(tags) || Right.Evaluate(tags);
    }
}
