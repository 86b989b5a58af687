using System.Text.Json;
using TestHarness.Failures;

namespace TestHarness.Qmp.Transport;

/// <summary>
/// Reads QAPI's <c>kebab-case</c> members into the properties of a record; members it does not have are left alone.
/// </summary>
internal static class KebabJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        MaxDepth = JsonLines.MaxDepth,
    };

    public static T Read<T>(JsonElement answer, FailureClass failureClass, string peer, string command)
    {
        try
        {
            return answer.Deserialize<T>(Options) ?? throw new JsonException("the value is null");
        }
        catch (JsonException e)
        {
            throw new HarnessException(
                failureClass,
                $"{peer}: the answer of '{command}' is not what this harness knows ({e.Message}): " +
                $"{Text.Shorten(answer.GetRawText())}",
                e);
        }
    }
}
