namespace TestHarness.Cli.Comparing;

/// <summary>What the comparison of a scenario says.</summary>
internal enum ComparedState
{
    /// <summary>Nothing differs.</summary>
    Same,

    /// <summary>Something differs in every round.</summary>
    Different,

    /// <summary>The scenario tells nothing of either QEMU, for example as the environment does not meet its needs.</summary>
    NotCompared,

    /// <summary>The scenario tells nothing of one QEMU, or ends in different ways from round to round.</summary>
    CannotBeTold,
}
