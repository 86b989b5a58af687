namespace TestHarness.Reports.RunComparing;

/// <summary>The change of a scenario's outcome from one run to another.</summary>
public enum ChangeKind
{
    /// <summary>The scenario fails, and did not fail before.</summary>
    NewlyFailing,

    /// <summary>Some attempts of the later run failed and some passed.</summary>
    Flaky,

    /// <summary>The scenario fails in the later run, as a known issue says.</summary>
    Known,

    /// <summary>The scenario passes in the later run, and a known issue says that it fails.</summary>
    PerhapsFixed,

    /// <summary>The scenario failed, was flaky or had a known issue before, and passes.</summary>
    Fixed,

    /// <summary>The scenario fails in both runs.</summary>
    StillFailing,

    /// <summary>The scenario has a result only in the later run, and it is not a failure.</summary>
    Added,

    /// <summary>The later run has no result of the scenario, or skipped it.</summary>
    NoLongerRun,

    /// <summary>The outcome has not changed, or is no failure in both runs.</summary>
    Same,
}
