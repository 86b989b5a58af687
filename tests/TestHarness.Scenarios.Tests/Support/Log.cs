namespace TestHarness.Scenarios.Tests.Support;

/// <summary>What the binding classes of a test did, in order.</summary>
internal static class Log
{
    private static readonly List<string> Entries = [];

    public static IReadOnlyList<string> All => Entries;

    public static void Add(object? entry) => Entries.Add($"{entry}");

    public static void Clear() => Entries.Clear();
}
