namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>A disk of a report with its image.</summary>
/// <param name="Number">The number of the disk in the report, from 0 on.</param>
/// <param name="Device">The id of the disk's <c>-device</c>; null when it has none.</param>
/// <param name="Path">The path of the image on the reporter's host; null when the report does not say.</param>
public sealed record ReportedDiskImage(int Number, string? Device, string? Path);
