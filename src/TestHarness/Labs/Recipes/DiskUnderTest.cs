namespace TestHarness.Labs.Recipes;

/// <summary>A disk of a guest that shows a LUN.</summary>
/// <param name="Device">The id of the device through which the guest sees the disk.</param>
/// <param name="Path">The disk's path in the guest.</param>
internal sealed record DiskUnderTest(string Device, string Path);
