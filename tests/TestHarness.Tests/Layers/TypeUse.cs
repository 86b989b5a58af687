namespace TestHarness.Tests.Layers;

/// <summary>A type that names another type.</summary>
internal sealed record TypeUse(Type User, Type Used)
{
    public override string ToString() => $"{User} uses {Used}";
}
