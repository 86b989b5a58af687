using System.Text.Json;

namespace TestHarness.Leases;

/// <summary>The owner of a lease, for people: who has a host, what for, and since when.</summary>
/// <param name="User">The user on the tester's machine.</param>
/// <param name="Machine">The name of the tester's machine.</param>
/// <param name="ProcessId">The process of the harness there.</param>
/// <param name="Use">What the owner uses the host for, such as the title of a scenario.</param>
/// <param name="Since">The time at which the owner asked for the lease.</param>
public sealed record LeaseOwner(string User, string Machine, int ProcessId, string Use, DateTimeOffset Since)
{
    private const int LongestUse = 200;

    /// <summary>Names this process as the owner.</summary>
    /// <param name="use">What the host is used for; cut after 200 characters.</param>
    public static LeaseOwner OfThisProcess(string use) => new(
        Environment.UserName,
        Environment.MachineName,
        Environment.ProcessId,
        use.Length > LongestUse ? use[..LongestUse] : use,
        DateTimeOffset.UtcNow);

    /// <summary>Returns the owner as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>Reads the line of <see cref="ToJson"/>; returns null for any other text.</summary>
    public static LeaseOwner? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<LeaseOwner>(line, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            // Another version of the harness, or a person, has written the file.
            return null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{User}@{Machine} (process {ProcessId}) for '{Use}' since {Since.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
}
