using System.Collections.Immutable;

namespace TestHarness.Load;

/// <summary>The operands of a dd that are supported: they do not change which bytes it writes, and where.</summary>
internal static class DdFlags
{
    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Accepted =
        ImmutableDictionary.CreateRange(new KeyValuePair<string, ImmutableArray<string>>[]
        {
            new("conv", ["notrunc", "fsync", "fdatasync"]),
            new("oflag", ["direct", "dsync", "sync"]),
            new("iflag", ["direct", "fullblock"]),
        });

    /// <summary>Checks an operand.</summary>
    /// <returns>The reason why an operand is not supported; null when it is.</returns>
    public static string? Refuse(string name, string value)
    {
        if (name == "skip")
            return null;
        if (!Accepted.TryGetValue(name, out var accepted))
            return $"'{name}={value}' is not supported";

        return value.Split(',').FirstOrDefault(word => !accepted.Contains(word)) is { } other
            ? $"{name}= can be {string.Join(", ", accepted[..^1])} or {accepted[^1]}, not '{other}'"
            : null;
    }

    /// <summary>Returns whether an operand is for the input.</summary>
    public static bool IsOfInput(string flag) =>
        flag.StartsWith("iflag=", StringComparison.Ordinal) || flag.StartsWith("skip=", StringComparison.Ordinal);
}
