namespace TestHarness.Storage;

/// <summary>
/// What a LUN calls itself, whoever says it: sysfs <c>naa.600a…</c>, scsi_id(8) and multipath <c>3600a…</c> (3 is the designator type
/// NAA of SPC's page 83h; 16 or 32 digits follow), udev's links <c>scsi-3600a…</c> and <c>wwn-0x600a…</c>. Equal names are equal.
/// </summary>
public sealed record Wwid
{
    private Wwid(string name) => Name = name;

    /// <summary>The NAA's digits without a prefix; another kind of name in lower case.</summary>
    public string Name { get; }

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
