namespace TestHarness.Environments.Matching;

/// <summary>Parses and compares counts and versions: 8 equals 8.0, and 8.10 is above 8.9.</summary>
internal static class DottedNumber
{
    /// <summary>Parses a count or a version; returns null when the text is neither.</summary>
    public static Version? Parse(string text) =>
        Version.TryParse(text.Contains('.', StringComparison.Ordinal) ? text : $"{text}.0", out var version) ? version : null;

    /// <summary>Returns whether a version is at least another.</summary>
    public static bool IsAtLeast(Version found, Version least) => Normal(found) >= Normal(least);

    private static Version Normal(Version version) =>
        new(version.Major, version.Minor, Math.Max(0, version.Build), Math.Max(0, version.Revision));
}
