using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Qmp.Transport;

namespace TestHarness.Qmp;

/// <summary>Queries whose answer is a record; QMP's <c>kebab-case</c> members are the record's properties.</summary>
internal static class QmpQueries
{
    private static readonly JsonSerializerOptions Kebab = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        MaxDepth = JsonLines.MaxDepth,
    };

    public static async Task<T> QueryAsync<T>(
        this QmpClient client, string command, object? arguments = null, CancellationToken cancellationToken = default)
    {
        var answer = await client.ExecuteAsync(command, arguments, null, cancellationToken);
        try
        {
            return answer.Deserialize<T>(Kebab) ?? throw new JsonException("the value is null");
        }
        catch (JsonException e)
        {
            throw new HarnessException(
                FailureClass.Qmp,
                $"{client.Name}: the answer of '{command}' is not what this harness knows ({e.Message}): {Text.Shorten(answer.GetRawText())}",
                e);
        }
    }
}
