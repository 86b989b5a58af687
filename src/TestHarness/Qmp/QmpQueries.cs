using TestHarness.Failures;
using TestHarness.Qmp.Transport;

namespace TestHarness.Qmp;

/// <summary>Executes queries whose answer is a record.</summary>
internal static class QmpQueries
{
    /// <summary>Executes a query and reads its answer.</summary>
    public static async Task<T> QueryAsync<T>(
        this QmpClient client, string command, object? arguments = null, CancellationToken cancellationToken = default) =>
        KebabJson.Read<T>(
            await client.ExecuteAsync(command, arguments, null, cancellationToken), FailureClass.Qmp, client.Name, command);
}
