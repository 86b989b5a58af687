namespace TestHarness.Versions;

/// <summary>The parts of a version: <c>EPOCH:VERSION-RELEASE</c>.</summary>
/// <param name="Epoch">The digits before the first colon; null when there are none.</param>
/// <param name="Release">The text after the last hyphen (dpkg calls it the revision); null when there is none.</param>
internal sealed record VersionParts(string? Epoch, string Version, string? Release)
{
    /// <summary>Splits a version.</summary>
    public static VersionParts Of(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var epoch = colon > 0 && text.AsSpan(0, colon).IndexOfAnyExceptInRange('0', '9') < 0 ? text[..colon] : null;
        var rest = epoch is null ? text : text[(colon + 1)..];
        var hyphen = rest.LastIndexOf('-');
        return hyphen < 0 ? new(epoch, rest, null) : new(epoch, rest[..hyphen], rest[(hyphen + 1)..]);
    }

    /// <summary>Returns the version without the parts that another one lacks.</summary>
    public VersionParts Like(VersionParts other) =>
        new(other.Epoch is null ? null : Epoch, Version, other.Release is null ? null : Release);

    public override string ToString() =>
        $"{(Epoch is null ? "" : $"{Epoch}:")}{Version}{(Release is null ? "" : $"-{Release}")}";
}
