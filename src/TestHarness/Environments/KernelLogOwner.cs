namespace TestHarness.Environments;

/// <summary>The kind of machine that owns a kernel log.</summary>
public enum KernelLogOwner
{
    /// <summary>A guest.</summary>
    Guest,
    /// <summary>A host.</summary>
    Host,
}
