namespace TestHarness.Tests.Faults;

/// <summary>What the harness promises for each fault.</summary>
internal enum FaultPromise
{
    /// <summary>The scenario ends within its bound.</summary>
    BoundedEnd,

    /// <summary>The failure has the right class, and its message names the cause.</summary>
    Cause,

    /// <summary>No ledger is left, or none after the replay of the next run.</summary>
    EmptyLedger,

    /// <summary>The next scenario is green.</summary>
    NextGreen,

    /// <summary>No process, file or lease of the scenario is left.</summary>
    NothingLeft,
}
