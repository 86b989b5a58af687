namespace TestHarness.Environments;

/// <summary>A guest that scenarios choose by its name; it boots a disk image.</summary>
public sealed record NamedGuest(string Name, GuestDescription Guest)
{
    /// <summary>The Debian that the harness builds, which every environment has.</summary>
    public static NamedGuest Debian { get; } = new("debian", GuestDescription.Debian);
}
