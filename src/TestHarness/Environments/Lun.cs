namespace TestHarness.Environments;

/// <summary>A logical unit that all hosts of the environment reach.</summary>
public abstract record Lun(string Name);

/// <summary>A raw file; the harness makes it where there is no <paramref name="Path"/>.</summary>
public sealed record FileLun(string Name, ByteSize Size, string? Path = null) : Lun(Name);

/// <summary>A block device, which is found and checked by its WWID, as discovery may name it anew at any time.</summary>
public sealed record DeviceLun(string Name, string Wwid, string? Path = null) : Lun(Name);

/// <summary>A LUN that is there once a vHBA of the host is: its paths come and go with it, its WWID stays.</summary>
public sealed record FcLun(string Name, string Wwid) : Lun(Name);
