using System.Text.RegularExpressions;

namespace TestHarness.Versions;

/// <summary>A bound of versions, for example <c>&gt;=8.0.0-11.el9</c>.</summary>
/// <param name="Operator"><c>&gt;=</c>, <c>&gt;</c>, <c>&lt;=</c>, <c>&lt;</c> or <c>=</c>.</param>
/// <param name="Version">The version, without its epoch or its release where they are not compared.</param>
public sealed partial record VersionBound(string Operator, string Version)
{
    /// <summary>Whether the version consists of numbers alone, as programs number themselves.</summary>
    private bool IsOwnNumber => Numbers().IsMatch(Version);

    /// <summary>Parses a bound; returns null, and what is wrong, when the text is none.</summary>
    public static VersionBound? Parse(string text, out string problem)
    {
        var match = Format().Match(text);
        problem = match.Success ? "" : $"'{text}' is not >=, >, <=, < or = with a version such as 8.0.0-11.el9";
        if (!match.Success)
            return null;
        var bound = new VersionBound(match.Groups["operator"].Value, match.Groups["version"].Value);
        if (bound.Operator is not (">" or "<=") || !ShortNumber().IsMatch(bound.Version))
            return bound;

        problem = $"'{text}': {bound.Version}.1 is above {bound.Version}, so that it is not clear what is meant; write the whole "
            + $"version after {bound.Operator}, or use >= or <";
        return null;
    }

    /// <summary>
    /// Returns whether a version is within the bound. A bound of numbers alone is compared with the program's own version, any
    /// other bound with the package's. An epoch or release that the bound does not have is not compared.
    /// </summary>
    public bool Allows(SoftwareVersion found)
    {
        if (found.Package is not null && (found.Own is null || !IsOwnNumber))
            return Allows(found.Package, Version, VersionOrder.Of(found.Packaging));
        return found.Own is { } own && Allows(Shortened(own), Shortened(Version), VersionOrder.Rpm);
    }

    public override string ToString() => $"{Operator}{Version}";

    private bool Allows(string found, string bound, VersionOrder order)
    {
        var parts = VersionParts.Of(bound);
        var difference = order.Compare($"{VersionParts.Of(found).Like(parts)}", bound);
        return Operator switch
        {
            ">=" => difference >= 0,
            ">" => difference > 0,
            "<=" => difference <= 0,
            "<" => difference < 0,
            _ => difference == 0,
        };
    }

    /// <summary>Returns a program's own version without zeros at its end: 8 equals 8.0.</summary>
    private static string Shortened(string version) => Numbers().IsMatch(version) ? ZerosAtEnd().Replace(version, "") : version;

    [GeneratedRegex(@"\A(?<operator>>=|>|<=|<|=)(?<version>(?:[0-9]{1,9}:)?[0-9][0-9A-Za-z.+~^_-]{0,99})\z")]
    private static partial Regex Format();

    [GeneratedRegex(@"\A[0-9]+(?:\.[0-9]+)*\z")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\A[0-9]+(?:\.[0-9]+)?\z")]
    private static partial Regex ShortNumber();

    [GeneratedRegex(@"(?:\.0+)+\z")]
    private static partial Regex ZerosAtEnd();
}
