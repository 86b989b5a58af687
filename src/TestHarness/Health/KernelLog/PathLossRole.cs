namespace TestHarness.Health.KernelLog;

/// <summary>The relation of an error to the loss of a path to a disk.</summary>
public enum PathLossRole
{
    /// <summary>The error has other causes.</summary>
    None,

    /// <summary>The error comes with a lost path, and has other causes too.</summary>
    Consequence,

    /// <summary>The error reports that a path is lost.</summary>
    Loss,
}
