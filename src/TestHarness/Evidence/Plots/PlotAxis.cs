using System.Collections.Immutable;

namespace TestHarness.Evidence.Plots;

/// <summary>A linear axis from 0 with ticks at round numbers.</summary>
/// <param name="From">The pixel of 0.</param>
/// <param name="To">The pixel of <see cref="Max"/>.</param>
internal sealed record PlotAxis(double Max, double From, double To, ImmutableArray<double> Ticks)
{
    private const int AboutTicks = 5;

    private static readonly double[] DecimalSteps = [1, 2, 5, 10];
    private static readonly double[] BinarySteps = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

    /// <summary>Makes an axis with decimal ticks.</summary>
    public static PlotAxis OfSeconds(double max, double from, double to) => Of(max, from, to, 10, DecimalSteps);

    /// <summary>Makes an axis with binary ticks.</summary>
    public static PlotAxis OfBytes(double max, double from, double to) => Of(Math.Max(max, 1024), from, to, 1024, BinarySteps);

    /// <summary>Returns the pixel of a value.</summary>
    public double Place(double value) => From + ((To - From) * Math.Min(value, Max) / Max);

    private static PlotAxis Of(double max, double from, double to, double unitBase, double[] steps)
    {
        max = max > 0 ? max : 1;
        var unit = Math.Pow(unitBase, Math.Floor(Math.Log(max / AboutTicks, unitBase)));
        var step = unit * steps.First(step => step * unit * AboutTicks >= max || step == steps[^1]);
        var count = (int)Math.Ceiling(max / step);
        return new PlotAxis(count * step, from, to, [.. Enumerable.Range(0, count + 1).Select(i => i * step)]);
    }
}
