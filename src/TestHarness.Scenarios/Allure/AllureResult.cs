using System.Collections.Immutable;

namespace TestHarness.Scenarios.Allure;

/// <summary>A test result as Allure 2 reads it (allure-csharp, Allure.Net.Commons/Model). Times are Unix milliseconds.</summary>
internal sealed record AllureResult(
    string Uuid,
    string HistoryId,
    string TestCaseId,
    string FullName,
    ImmutableArray<string> TitlePath,
    string Name,
    string? Description,
    string? DescriptionHtml,
    string Status,
    AllureStatusDetails? StatusDetails,
    long Start,
    long Stop,
    ImmutableArray<AllureStep> Steps,
    ImmutableArray<AllureAttachment> Attachments,
    ImmutableArray<AllureParameter> Parameters,
    ImmutableArray<AllureLabel> Labels,
    ImmutableArray<AllureLink> Links)
{
    /// <summary>The stage of the result; always finished.</summary>
    public string Stage => AllureStep.Finished;
}
