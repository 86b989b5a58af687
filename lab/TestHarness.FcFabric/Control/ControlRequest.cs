using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TestHarness.FcFabric.Control;

/// <summary>A line to the fabric: a command by its name, with what it takes.</summary>
/// <param name="Target">Of link-up and link-down: a host's name or a WWPN. Of clear-links: a host's name.</param>
/// <param name="Zone">The zone's name.</param>
/// <param name="Members">WWPNs of the zone, or hosts that are waited for.</param>
/// <param name="Limit">vHBAs an HBA.</param>
/// <param name="File">Where frames are captured to, full path.</param>
/// <param name="MostBytes">How big the file may be.</param>
/// <param name="Seconds">How long is waited at most.</param>
internal sealed record ControlRequest(
    string Command,
    string? Target = null,
    string? Zone = null,
    ImmutableArray<string>? Members = null,
    int? Limit = null,
    string? File = null,
    long? MostBytes = null,
    int? Seconds = null);

/// <summary>The line that answers: an error, or a result whose form depends on the command.</summary>
internal sealed record ControlAnswer(string? Error, JsonElement? Result = null);

internal static class ControlJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };
}
