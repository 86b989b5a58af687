using System.Globalization;

namespace TestHarness.Cli.Bench;

/// <summary>The limit of a ratio, which is itself allowed.</summary>
/// <param name="IsLeast">Whether the limit is the least ratio that is allowed; it is the greatest one otherwise.</param>
internal sealed record BenchBound(double Limit, bool IsLeast)
{
    public static BenchBound AtMost(double limit) => new(limit, false);

    public static BenchBound AtLeast(double limit) => new(limit, true);

    public bool Allows(double ratio) => IsLeast ? ratio >= Limit : ratio <= Limit;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsLeast ? "≥" : "≤")} {Limit:0.00}");
}
