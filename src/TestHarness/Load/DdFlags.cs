using System.Collections.Immutable;

namespace TestHarness.Load;

/// <summary>The operands of a dd that leave what it writes, and where, as the rest of it says.</summary>
internal static class DdFlags
{
    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Accepted =
        ImmutableDictionary.CreateRange(new KeyValuePair<string, ImmutableArray<string>>[]
        {
            new("conv", ["notrunc", "fsync", "fdatasync"]),
            new("oflag", ["direct", "dsync", "sync"]),
            new("iflag", ["direct", "fullblock"]),
        });

    /// <returns>Why such an operand cannot be taken, or null.</returns>
    public static string? Refuse(string name, string value)
    {
        if (name == "skip")
            return null;
        if (!Accepted.TryGetValue(name, out var accepted))
            return $"'{name}={value}' has no place in it";

        return value.Split(',').FirstOrDefault(word => !accepted.Contains(word)) is { } other
            ? $"{name}= can be {string.Join(", ", accepted[..^1])} or {accepted[^1]}, not '{other}'"
            : null;
    }

    public static bool IsOfInput(string flag) =>
        flag.StartsWith("iflag=", StringComparison.Ordinal) || flag.StartsWith("skip=", StringComparison.Ordinal);
}
