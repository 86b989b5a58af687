using System.Collections.Immutable;
using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Qmp.Transport;

namespace TestHarness.Qmp;

/// <summary>The greeting that QEMU sends when a client connects.</summary>
/// <param name="Package">The distribution's version text; empty when QEMU was built from upstream.</param>
public sealed record QmpGreeting(Version Version, string Package, ImmutableArray<string> Capabilities)
{
    /// <summary>Whether QEMU can execute commands out of band.</summary>
    public bool OffersOutOfBand => Capabilities.Contains("oob");

    public override string ToString() => Package.Length == 0 ? $"QEMU {Version}" : $"QEMU {Version} ({Package})";

    internal static QmpGreeting Parse(string client, ReadOnlyMemory<byte> line)
    {
        try
        {
            var qmp = JsonLines.Parse(line).GetProperty("QMP");
            var qemu = qmp.GetProperty("version").GetProperty("qemu");
            var version = new Version(Part("major"), Part("minor"), Part("micro"));
            var package = qmp.GetProperty("version").TryGetProperty("package", out var text) ? text.GetString() ?? "" : "";
            return new QmpGreeting(
                version, package, [.. qmp.GetProperty("capabilities").EnumerateArray().Select(c => c.ToString())]);

            int Part(string name) => qemu.GetProperty(name).GetInt32();
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new HarnessException(
                FailureClass.Qmp,
                $"{client}: expected a QMP greeting, found {Text.Quote(line.Span)}; " +
                "connect to a monitor made with -qmp, without pretty=on",
                exception);
        }
    }
}
