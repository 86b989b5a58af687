namespace TestHarness.Scenarios.Tags;

internal abstract record TagNode
{
    public abstract bool Evaluate(IReadOnlySet<string> tags);

    public sealed record Everything : TagNode
    {
        public override bool Evaluate(IReadOnlySet<string> tags) => true;
    }

    public sealed record Tag(string Name) : TagNode
    {
        public override bool Evaluate(IReadOnlySet<string> tags) => tags.Contains(Name);
    }

    public sealed record Not(TagNode Inner) : TagNode
    {
        public override bool Evaluate(IReadOnlySet<string> tags) => !Inner.Evaluate(tags);
    }

    public sealed record And(TagNode Left, TagNode Right) : TagNode
    {
        public override bool Evaluate(IReadOnlySet<string> tags) => Left.Evaluate(tags) && Right.Evaluate(tags);
    }

    public sealed record Or(TagNode Left, TagNode Right) : TagNode
    {
        public override bool Evaluate(IReadOnlySet<string> tags) => Left.Evaluate(tags) || Right.Evaluate(tags);
    }
}
