namespace TestHarness.Reports.Bundles;

/// <summary>The scenarios of which a run makes a bundle.</summary>
public enum BundleMode
{
    /// <summary>Those that failed.</summary>
    Failed,

    /// <summary>All that have a result.</summary>
    Always,

    /// <summary>None.</summary>
    Never,
}
