using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Qemu.Capabilities;

/// <summary>
/// One QEMU without a machine that answers every question over QMP and quits. Its input is a FIFO that it holds open itself:
/// at the end of a pipe QEMU would drop the commands it has not come to (monitor/qmp.c, CHR_EVENT_CLOSED).
/// </summary>
internal static class CapabilitySession
{
    private const int BoundInSeconds = 20;

    private const string Script = """
        folder=$(mktemp -d) || exit
        trap 'rm -rf "$folder"' EXIT
        trap 'exit 1' HUP INT TERM
        mkfifo "$folder/qmp" && exec 3<>"$folder/qmp" && cat >&3 || exit
        timeout -k 1 "$2" "$1" -machine none -nodefaults -no-user-config -S -display none -qmp stdio <&3
        """;

    private static readonly ImmutableArray<string> Questions =
    [
        """{"execute": "qmp_capabilities"}""",
        """{"execute": "query-version", "id": "version"}""",
        """{"execute": "query-machines", "id": "machines"}""",
        """{"execute": "qom-list-types", "arguments": {"implements": "device", "abstract": false}, "id": "devices"}""",
        """{"execute": "qom-list-types", "arguments": {"implements": "accel", "abstract": false}, "id": "accelerators"}""",
        """{"execute": "query-migrate-capabilities", "id": "migration"}""",
        """{"execute": "query-qmp-schema", "id": "schema"}""",
        """{"execute": "quit"}""",
    ];

    /// <returns>What QEMU returned, by the id of the question.</returns>
    public static async Task<ImmutableDictionary<string, JsonElement>> RunAsync(
        IHost host, QemuBinary binary, CancellationToken cancellationToken)
    {
        using var questions = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', Questions) + "\n"));
        var command = Command.Shell(Script, binary.Path, $"{BoundInSeconds}")
            .WithStandardInput(questions)
            .WithTimeout(TimeSpan.FromSeconds(BoundInSeconds + 10));
        var result = await host.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.OrThrow(FailureClass.Preflight).StandardOutput
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Parse(host, binary, line))
            .Where(answer => answer.TryGetProperty("id", out _))
            .ToImmutableDictionary(answer => answer.GetProperty("id").GetString()!, answer => Returned(host, binary, answer));
    }

    private static JsonElement Parse(IHost host, QemuBinary binary, string line)
    {
        try
        {
            return JsonElement.Parse(line);
        }
        catch (JsonException problem)
        {
            throw new HarnessException(FailureClass.Preflight,
                $"{binary.Path} on {host.Name} was asked over QMP what it can do and answered '{line}'; is it QEMU?", problem);
        }
    }

    private static JsonElement Returned(IHost host, QemuBinary binary, JsonElement answer) =>
        answer.TryGetProperty("return", out var returned)
            ? returned
            : throw new HarnessException(FailureClass.Preflight,
                $"{binary.Path} on {host.Name} was asked what it can do and answered {answer}; a QEMU of 2.12 or later is needed");
}
