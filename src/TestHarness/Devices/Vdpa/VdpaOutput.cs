using System.Collections.Immutable;
using System.Text.Json;
using TestHarness.Failures;

namespace TestHarness.Devices.Vdpa;

/// <summary>
/// Reads what <c>vdpa -jp</c> prints; members that are not known are left alone, known ones must be what they are known as.
/// </summary>
public static class VdpaOutput
{
    /// <exception cref="HarnessException">
    /// Class preflight: the text is not what <c>vdpa -jp dev show</c> is known to print.
    /// </exception>
    public static ImmutableArray<VdpaDeviceInfo> Devices(string text) => Read(text, "dev", (name, device) => new VdpaDeviceInfo(
        name, Text(device, "type"), Text(device, "mgmtdev"), Number(device, "vendor_id"), Number(device, "max_vqs"),
        Number(device, "max_vq_size")));

    /// <exception cref="HarnessException">
    /// Class preflight: the text is not what <c>vdpa -jp mgmtdev show</c> is known to print.
    /// </exception>
    public static ImmutableArray<VdpaManagementDevice> ManagementDevices(string text) => Read(text, "mgmtdev", (name, device) =>
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return new VdpaManagementDevice(
            slash < 0 ? null : name[..slash],
            name[(slash + 1)..],
            Texts(device, "supported_classes"),
            Number(device, "max_supported_vqs"),
            device.TryGetProperty("dev_features", out _) ? Texts(device, "dev_features") : []);
    });

    private static ImmutableArray<T> Read<T>(string text, string what, Func<string, JsonElement, T> read)
    {
        try
        {
            var all = Member(JsonElement.Parse(text), what, JsonValueKind.Object);
            return [.. all.EnumerateObject().Select(device => read(device.Name, device.Value))];
        }
        catch (Exception odd) when (odd is JsonException or FormatException or InvalidOperationException)
        {
            var shown = text.Length <= 500 ? text.Trim() : $"{text[..500]}…";
            throw new HarnessException(
                FailureClass.Preflight,
                $"'vdpa -jp {what} show' was expected to print an object '{what}' with a member for each device " +
                $"({odd.Message}), found: " +
                $"{(shown.Length == 0 ? "nothing" : shown)}; look whether iproute2's vdpa tool is a newer or older one than " +
                "this harness knows",
                odd);
        }
    }

    private static string Text(JsonElement device, string name) => Member(device, name, JsonValueKind.String).GetString()!;

    private static ImmutableArray<string> Texts(JsonElement device, string name) =>
        [.. Member(device, name, JsonValueKind.Array).EnumerateArray().Select(
            item => item.GetString() ?? throw new FormatException($"{name} has a null"))];

    private static long? Number(JsonElement device, string name) =>
        device.TryGetProperty(name, out _) ? Member(device, name, JsonValueKind.Number).GetInt64() : null;

    private static JsonElement Member(JsonElement owner, string name, JsonValueKind kind)
    {
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty(name, out var member))
            throw new FormatException($"'{name}' is missing");
        return member.ValueKind == kind
            ? member
            : throw new FormatException($"'{name}' is no {kind.ToString().ToLowerInvariant()}");
    }
}
