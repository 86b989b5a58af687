using System.Collections.Immutable;

namespace TestHarness.Scenarios.Allure;

/// <summary>A step, or a hook as a fixture of a container.</summary>
internal sealed record AllureStep(
    string Name,
    string Status,
    AllureStatusDetails? StatusDetails,
    long Start,
    long Stop,
    ImmutableArray<AllureStep> Steps,
    ImmutableArray<AllureAttachment> Attachments,
    ImmutableArray<AllureParameter> Parameters)
{
    /// <summary>The only stage of written results.</summary>
    public const string Finished = "finished";

    /// <summary>The stage of the step; always finished.</summary>
    public string Stage => Finished;
}
