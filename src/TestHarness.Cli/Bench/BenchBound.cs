using System.Globalization;

namespace TestHarness.Cli.Bench;

/// <summary>The limit of a ratio; the limit itself is allowed.</summary>
/// <param name="IsLeast">Whether the limit is the least ratio that is allowed; else it is the greatest one.</param>
internal sealed record BenchBound(double Limit, bool IsLeast)
{
    /// <summary>Returns the bound that allows ratios up to a limit.</summary>
    public static BenchBound AtMost(double limit) => new(limit, false);

    /// <summary>Returns the bound that allows ratios from a limit on.</summary>
    public static BenchBound AtLeast(double limit) => new(limit, true);

    /// <summary>Returns whether the bound allows a ratio.</summary>
    public bool Allows(double ratio) => IsLeast ? ratio >= Limit : ratio <= Limit;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsLeast ? "≥" : "≤")} {Limit:0.00}");
}
