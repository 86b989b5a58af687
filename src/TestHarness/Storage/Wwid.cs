namespace TestHarness.Storage;

/// <summary>
/// The name of a LUN that the LUN itself reports, in any spelling: sysfs <c>naa.600a…</c>, scsi_id(8) and multipath <c>3600a…</c>
/// (3 is the designator type NAA of SPC's page 83h; 16 or 32 digits follow), udev's links <c>scsi-3600a…</c> and
/// <c>wwn-0x600a…</c>. Spellings of the same name are equal.
/// </summary>
public sealed record Wwid
{
    private Wwid(string name) => Name = name;

    /// <summary>The NAA's digits without a prefix; a name of another kind in lower case.</summary>
    public string Name { get; }

    /// <summary>Reads a name in any of its spellings.</summary>
    public static Wwid Of(string text)
    {
        var name = text.Trim().ToLowerInvariant();
        name = name[(name.LastIndexOfAny(['.', '-']) + 1)..];
        if (name.StartsWith("0x", StringComparison.Ordinal))
            name = name[2..];
        return new Wwid(name.Length is 17 or 33 && name[0] == '3' ? name[1..] : name);
    }

    public override string ToString() => Name;
}
