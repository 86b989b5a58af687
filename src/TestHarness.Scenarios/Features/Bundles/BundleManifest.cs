using System.Collections.Immutable;

namespace TestHarness.Scenarios.Features.Bundles;

/// <summary>The file <c>bundle.json</c> of a bundle: which scenario it has, and where the scenario ran.</summary>
public sealed record BundleManifest
{
    /// <summary>The version of the format that this harness writes and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The name of the manifest in a bundle.</summary>
    public const string FileName = "bundle.json";

    /// <summary>The name of the feature in a bundle.</summary>
    public const string FeatureName = "scenario.feature";

    /// <summary>The version of the format.</summary>
    public required int Version { get; init; }

    /// <summary>The line of the scenario in the feature; of an example, the line of its row.</summary>
    public required int Line { get; init; }

    /// <summary>The title of the scenario.</summary>
    public required string Title { get; init; }

    /// <summary>The file and line of the scenario where it ran.</summary>
    public string Place { get; init; } = "";

    /// <summary>The outcome there, for example <c>failed [migration]</c>.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>The name of the run.</summary>
    public string Run { get; init; } = "";

    /// <summary>The version of the harness.</summary>
    public string Harness { get; init; } = "";

    /// <summary>The name of the environment.</summary>
    public string Environment { get; init; } = "";

    /// <summary>A line for each host, with its versions.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>The origin of the guest image; null when no guest was needed.</summary>
    public string? GuestImage { get; init; }

    /// <summary>A line for each thing that the bundle lacks.</summary>
    public ImmutableArray<string> Omitted { get; init; } = [];
}
