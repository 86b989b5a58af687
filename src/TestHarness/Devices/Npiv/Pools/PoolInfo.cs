using TestHarness.Failures;

namespace TestHarness.Devices.Npiv.Pools;

/// <summary>A pool as <c>virsh pool-info</c> shows it.</summary>
public sealed record PoolInfo(string Name, Guid Uuid, bool IsRunning, bool IsPersistent, bool StartsWithHost)
{
    /// <summary>Reads the output of <c>virsh pool-info</c>.</summary>
    /// <exception cref="HarnessException">Class preflight: the text is not such an output.</exception>
    public static PoolInfo Parse(string text)
    {
        var values = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0], parts => parts[1]);
        return values["Name"].FirstOrDefault() is { } name
            && Guid.TryParse(values["UUID"].FirstOrDefault(), out var uuid)
            && values["State"].FirstOrDefault() is { } state
            ? new PoolInfo(
                name,
                uuid,
                state == "running",
                values["Persistent"].FirstOrDefault() == "yes",
                values["Autostart"].FirstOrDefault() == "yes")
            : throw new HarnessException(
                FailureClass.Preflight,
                $"'virsh pool-info' was expected to print Name, UUID and State of a pool, found: {text.Trim()}");
    }
}
