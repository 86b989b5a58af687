using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Scenarios.Features;

namespace TestHarness.Cli.Selection;

/// <summary>
/// One of the parts in which several runs share the selected scenarios. The scenarios are dealt in their order, one to each part
/// in turn, so that each scenario is in exactly one part.
/// </summary>
/// <param name="Number">The number of the part, from 1.</param>
/// <param name="Count">The number of parts.</param>
internal sealed record Shard(int Number, int Count)
{
    /// <summary>The largest number of parts.</summary>
    public const int MostParts = 1000;

    /// <summary>Reads <c>NUMBER/COUNT</c>.</summary>
    /// <returns>The part; null when the text is not one.</returns>
    public static Shard? Parse(string text) =>
        text.Split('/') is [var number, var count]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var part)
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var parts)
        && part >= 1 && part <= parts && parts <= MostParts
            ? new Shard(part, parts)
            : null;

    /// <summary>Keeps the scenarios of the part.</summary>
    /// <exception cref="BadInputException">The part has no scenario.</exception>
    public FeatureSet Of(FeatureSet features)
    {
        ImmutableArray<ScenarioPlan> all = [.. features.Scenarios];
        var own = all.Where((_, index) => index % Count == Number - 1).ToHashSet(ReferenceEqualityComparer.Instance);
        if (own.Count == 0)
            throw new BadInputException($"nothing to run: there are only {all.Length} scenarios, so that shard {this} has none");
        return features.Where(own.Contains);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");
}
