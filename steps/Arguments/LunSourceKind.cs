namespace TestHarness.Steps.Arguments;

/// <summary>The way in which a libvirt domain names a LUN.</summary>
public enum LunSourceKind
{
    /// <summary>The path of its block device.</summary>
    Block,

    /// <summary>Its pool and volume.</summary>
    Volume,
}
