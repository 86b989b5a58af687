namespace TestHarness.Environments;

/// <summary>A logical unit that all hosts of the environment, or of its group, reach.</summary>
public abstract record Lun(string Name)
{
    /// <summary>The group of the hosts that reach the LUN; null when the environment has no groups.</summary>
    public string? Group { get; init; }
}

/// <summary>A LUN that is a raw file; the harness makes the file when <paramref name="Path"/> is null.</summary>
public sealed record FileLun(string Name, ByteSize Size, string? Path = null) : Lun(Name);

/// <summary>
/// A LUN that is a block device. It is found and checked by its WWID, as discovery may give it another name at any time.
/// </summary>
public sealed record DeviceLun(string Name, string Wwid, string? Path = null) : Lun(Name);

/// <summary>A LUN behind a vHBA: its paths exist only while the vHBA does, its WWID stays.</summary>
public sealed record FcLun(string Name, string Wwid) : Lun(Name);
