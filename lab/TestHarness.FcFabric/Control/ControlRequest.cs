using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TestHarness.FcFabric.Control;

/// <summary>A line to the fabric: a command by its name, with its arguments.</summary>
/// <param name="Target">For link-up and link-down, a host's name or a WWPN; for clear-links, a host's name.</param>
/// <param name="Zone">The zone's name.</param>
/// <param name="Members">The WWPNs of the zone, or the hosts that are waited for.</param>
/// <param name="Limit">The number of vHBAs that may log in by one HBA.</param>
/// <param name="File">The full path of the file to which frames are captured.</param>
/// <param name="MostBytes">The largest size of the file, in bytes.</param>
/// <param name="Seconds">The longest time of the wait, in seconds.</param>
internal sealed record ControlRequest(
    string Command,
    string? Target = null,
    string? Zone = null,
    ImmutableArray<string>? Members = null,
    int? Limit = null,
    string? File = null,
    long? MostBytes = null,
    int? Seconds = null);

/// <summary>The line that answers a request: an error, or a result whose form depends on the command.</summary>
internal sealed record ControlAnswer(string? Error, JsonElement? Result = null);

/// <summary>The JSON of requests and answers.</summary>
internal static class ControlJson
{
    /// <summary>The options with which requests and answers are read and written.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };
}
