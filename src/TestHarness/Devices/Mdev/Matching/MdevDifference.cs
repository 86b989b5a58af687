namespace TestHarness.Devices.Mdev.Matching;

/// <summary>An attribute in which two mdevs differ.</summary>
/// <param name="Source">The source's value; <c>none</c> when it has none.</param>
/// <param name="Prevents">Whether the guest sees the difference, so that it must not migrate.</param>
public sealed record MdevDifference(string Attribute, string Source, string Destination, bool Prevents);

/// <summary>Whether a guest can be migrated from one mdev to another.</summary>
public enum MdevVerdict
{
    /// <summary>All attributes are equal, the UUID and the parent's name among them.</summary>
    Same,

    /// <summary>The guest sees no difference.</summary>
    Compatible,

    /// <summary>The guest would find another device.</summary>
    Different,
}
