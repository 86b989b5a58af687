namespace TestHarness.Steps.Arguments;

/// <summary>How a libvirt domain names a LUN.</summary>
public enum LunSourceKind
{
    /// <summary>By the path of its block device.</summary>
    Block,

    /// <summary>By its pool and volume.</summary>
    Volume,
}
