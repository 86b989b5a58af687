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
    public const string Finished = "finished";

    public string Stage => Finished;
}
