using TestHarness.Cli.Terminals;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Features.Bundles;

namespace TestHarness.Cli.Running;

/// <summary>The word to the user on the bundles that are to run: where each was made, which is not where it runs now.</summary>
internal static class BundleNote
{
    private const int MostHosts = 8;
    private const int LongestLine = 200;

    /// <summary>Writes some lines for each bundle.</summary>
    public static void Write(Terminal terminal, FeatureSet features)
    {
        foreach (var feature in features.Features)
        {
            if (feature.Bundle is { } bundle)
                Write(terminal, Places.Of(feature.Header.FullPath), bundle);
        }
    }

    private static void Write(Terminal terminal, string path, BundleManifest bundle)
    {
        terminal.WriteLine($"bundle: {path}");
        Line($"scenario: {bundle.Title}, from {bundle.Place}");
        Line($"there: {bundle.Outcome} in the run {bundle.Run}, by harness {bundle.Harness}");
        Line($"environment there, which is not used: {bundle.Environment}");
        foreach (var host in bundle.Hosts.Take(MostHosts))
            Line($"  {host}");

        void Line(string text) => terminal.WriteLine($"  {(text.Length > LongestLine ? $"{text[..LongestLine]}…" : text)}");
    }
}
