namespace TestHarness.Tests.Layers.Planted.Below;

internal interface IThing;

internal class Thing
{
    public static int Count { get; set; }
}

[AttributeUsage(AttributeTargets.Class)]
internal sealed class ThingAttribute : Attribute;

internal sealed class ThingException : Exception;

internal enum ThingKind
{
    Small,
    Large,
}

internal static class Kinds
{
    public static string Name(ThingKind kind) => $"{kind}";
}
