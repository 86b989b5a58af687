namespace TestHarness.Devices.Mdev.Matching;

/// <summary>Something in which two mdevs differ.</summary>
/// <param name="Source">The source's value; <c>none</c> where it has none.</param>
/// <param name="Prevents">Whether the guest can tell, so that it must not be migrated.</param>
public sealed record MdevDifference(string Attribute, string Source, string Destination, bool Prevents);

/// <summary>Whether a guest can be migrated from one mdev to another.</summary>
public enum MdevVerdict
{
    /// <summary>Nothing tells them apart, their UUID and their parent's name included.</summary>
    Same,

    /// <summary>The guest cannot tell them apart.</summary>
    Compatible,

    /// <summary>The guest would find another device.</summary>
    Different,
}
