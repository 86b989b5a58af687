namespace TestHarness.Scenarios.KnownIssues;

/// <summary>The verdict on the result of a scenario that an entry concerns.</summary>
public enum KnownKind
{
    /// <summary>Each fault of the scenario is one that an entry knows.</summary>
    Known,

    /// <summary>The scenario has a fault that no entry knows: it has failed.</summary>
    Different,

    /// <summary>The entry that knows the failure has expired: the scenario has failed.</summary>
    Expired,

    /// <summary>The scenario passed, and the entry says that it fails.</summary>
    Fixed,

    /// <summary>The scenario passed, and the entry says that it fails sometimes.</summary>
    NotSeen,
}
