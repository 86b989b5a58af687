using System.Collections.Immutable;
using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Images.Disks;

/// <summary>The UEFI firmware of a host for machines of the type q35.</summary>
/// <param name="Code">The path of the program.</param>
/// <param name="Variables">The path of the template of the variables, of which each guest has its own copy.</param>
/// <remarks>Source: QEMU docs/interop/firmware.json.</remarks>
public sealed record UefiFirmware(string Code, string Variables)
{
    /// <summary>Prints the host's firmware descriptors, each in one line, those of the administrator first.</summary>
    private const string Descriptors = """
        for file in /etc/qemu/firmware/*.json /usr/share/qemu/firmware/*.json; do
            [ ! -s "$file" ] || { tr -d '\r\n' < "$file"; echo; }
        done
        """;

    /// <summary>Finds the first firmware that does not need SMM.</summary>
    /// <exception cref="HarnessException">Class preflight: the host has no such firmware.</exception>
    public static async Task<UefiFirmware> FindAsync(IHost host, CancellationToken cancellationToken = default)
    {
        var found = await host.RunAsync(Command.Shell(Descriptors), cancellationToken);
        return found.OrThrow(FailureClass.Preflight).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(Read).OfType<UefiFirmware>().FirstOrDefault() ?? throw new HarnessException(
            FailureClass.Preflight,
            $"{host.Name} has no UEFI firmware for q35 machines (/usr/share/qemu/firmware): "
            + "install ovmf (Debian, Ubuntu) or edk2-ovmf (Fedora, RHEL)");
    }

    /// <summary>Reads a descriptor; returns null for a firmware of another kind, or one that needs SMM.</summary>
    internal static UefiFirmware? Read(string descriptor)
    {
        try
        {
            using var document = JsonDocument.Parse(descriptor);
            var root = document.RootElement;
            var mapping = root.GetProperty("mapping");
            var isPlain = Words(root, "interface-types").Contains("uefi")
                && mapping.GetProperty("device").GetString() == "flash"
                && !Words(root, "features").Contains("requires-smm")
                && root.GetProperty("targets").EnumerateArray().Any(IsForQ35);
            return isPlain
                ? new UefiFirmware(
                    mapping.GetProperty("executable").GetProperty("filename").GetString()!,
                    mapping.GetProperty("nvram-template").GetProperty("filename").GetString()!)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A descriptor that QEMU's scheme does not know describes no firmware that can be used here.
            return null;
        }
    }

    private static bool IsForQ35(JsonElement target) =>
        target.GetProperty("architecture").GetString() == "x86_64"
        && Words(target, "machines").Any(machine => machine.StartsWith("pc-q35", StringComparison.Ordinal));

    private static ImmutableArray<string> Words(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(word => word.GetString() ?? "")];
}
