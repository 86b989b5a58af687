using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TestHarness.Tests.Evidence.Plots;

public sealed partial class PlotRenderingTests
{
    [Test]
    public async Task Librsvg_draws_the_paper_the_curves_and_the_texts_in_their_colours()
    {
        Skip.UnlessInstalled(SkipReason.NoSvgRenderer, "rsvg-convert");

        // In librsvg's own SVG, each shape has the colour that it was drawn in, in percent.
        var drawn = await ConvertAsync(PlotStyleTests.Plot());

        Assert.That(
            Percentages().Matches(drawn).Select(colour => $"{Hex(colour, 1)}{Hex(colour, 2)}{Hex(colour, 3)}").Distinct(),
            Is.SupersetOf(new[] { "ffffff", "0969da", "8250df", "bc4c00", "1f2328", "59636e", "d8dee4" }));
    }

    private static string Hex(Match colour, int group) =>
        $"{(int)Math.Round(double.Parse(colour.Groups[group].Value, CultureInfo.InvariantCulture) * 2.55):x2}";

    private static async Task<string> ConvertAsync(string svg)
    {
        using var convert = Process.Start(new ProcessStartInfo("rsvg-convert", ["--format", "svg"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await convert.StandardInput.WriteAsync(svg);
        convert.StandardInput.Close();
        var drawn = await convert.StandardOutput.ReadToEndAsync();
        await convert.WaitForExitAsync();
        Assert.That(convert.ExitCode, Is.Zero);
        return drawn;
    }

    [GeneratedRegex(@"rgb\(([\d.]+)%, ?([\d.]+)%, ?([\d.]+)%\)")]
    private static partial Regex Percentages();
}
