namespace TestHarness.Health.KernelLog;

/// <summary>What an error has to do with the loss of a path to a disk.</summary>
public enum PathLossRole
{
    None,

    /// <summary>The error comes with a lost path, and has other causes too.</summary>
    Consequence,

    /// <summary>The error reports that a path is lost.</summary>
    Loss,
}
