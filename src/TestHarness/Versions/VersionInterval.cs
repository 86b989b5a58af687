using System.Collections.Immutable;

namespace TestHarness.Versions;

/// <summary>
/// An interval of versions as people write it, for example <c>&gt;=8.0.0-11.el9,&lt;9</c>; the comma means "and".
/// </summary>
public sealed record VersionInterval(ImmutableArray<VersionBound> Bounds)
{
    /// <summary>The version of an interval that is one least version; null for any other interval.</summary>
    public string? Least => Bounds is [{ Operator: ">=" } bound] ? bound.Version : null;

    /// <summary>Parses an interval; returns null, and what is wrong, when the text is none.</summary>
    public static VersionInterval? Parse(string text, out string problem)
    {
        problem = "";
        var bounds = ImmutableArray.CreateBuilder<VersionBound>();
        foreach (var part in text.Split(','))
        {
            if (VersionBound.Parse(part, out problem) is not { } bound)
                return null;
            bounds.Add(bound);
        }

        if (bounds.FirstOrDefault(bound => bound.Operator[0] == '<') is { } upper
            && bounds.FirstOrDefault(bound => bound.Operator is ">=" or ">" && !upper.Allows(new(bound.Version))) is { } lower)
        {
            problem = $"no version is both {lower} and {upper}";
            return null;
        }

        return new VersionInterval(bounds.ToImmutable());
    }

    /// <summary>Returns whether a version is within all bounds.</summary>
    public bool Contains(SoftwareVersion found) => Bounds.All(bound => bound.Allows(found));

    public override string ToString() => string.Join(',', Bounds);
}
