using System.Text.Json;
using TestHarness.Failures;

namespace TestHarness.Qmp.Transport;

/// <summary>
/// Reads QAPI's <c>kebab-case</c> members into the properties of a record; ignores members that the record does not have.
/// </summary>
internal static class KebabJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        MaxDepth = JsonLines.MaxDepth,
    };

    /// <summary>Reads the answer of a command.</summary>
    /// <exception cref="HarnessException">The class that is given: the answer does not have the expected form.</exception>
    public static T Read<T>(JsonElement answer, FailureClass failureClass, string peer, string command)
    {
        try
        {
            return answer.Deserialize<T>(Options) ?? throw new JsonException("the value is null");
        }
        catch (JsonException exception)
        {
            throw new HarnessException(
                failureClass,
                $"{peer}: the answer of '{command}' does not have the expected form ({exception.Message}): " +
                $"{Text.Shorten(answer.GetRawText())}",
                exception);
        }
    }
}
