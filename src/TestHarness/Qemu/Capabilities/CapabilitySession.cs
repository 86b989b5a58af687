using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Qemu.Capabilities;

/// <summary>
/// A QEMU without a machine that answers all questions over QMP and quits. Its input is a FIFO that it holds open itself: at the
/// end of a pipe QEMU would drop the commands that it has not executed yet (monitor/qmp.c, CHR_EVENT_CLOSED). Its output is a
/// file: bytes that a full pipe does not take at once are lost when QEMU quits.
/// </summary>
internal static class CapabilitySession
{
    private const int BoundInSeconds = 20;

    private const string Script = """
        folder=$(mktemp -d) || exit
        trap 'rm -rf "$folder"' EXIT
        trap 'exit 1' HUP INT TERM
        mkfifo "$folder/qmp" && exec 3<>"$folder/qmp" && cat >&3 || exit
        timeout -k 1 "$2" "$1" -machine none -nodefaults -no-user-config -S -display none -qmp stdio <&3 >"$folder/answers"
        status=$?
        cat "$folder/answers"
        exit $status
        """;

    private static readonly ImmutableArray<(string Id, string Command)> Questions =
    [
        ("negotiation", """{"execute": "qmp_capabilities", "id": "negotiation"}"""),
        ("version", """{"execute": "query-version", "id": "version"}"""),
        ("machines", """{"execute": "query-machines", "id": "machines"}"""),
        (
            "devices",
            """{"execute": "qom-list-types", "arguments": {"implements": "device", "abstract": false}, "id": "devices"}"""),
        (
            "accelerators",
            """{"execute": "qom-list-types", "arguments": {"implements": "accel", "abstract": false}, "id": "accelerators"}"""),
        ("migration", """{"execute": "query-migrate-capabilities", "id": "migration"}"""),
        ("sandbox", """{"execute": "query-command-line-options", "id": "sandbox"}"""),
        ("schema", """{"execute": "query-qmp-schema", "id": "schema"}"""),
        ("quit", """{"execute": "quit", "id": "quit"}"""),
    ];

    /// <summary>Asks a QEMU all questions.</summary>
    /// <returns>QEMU's answers, by the id of the question.</returns>
    /// <exception cref="HarnessException">Class preflight: QEMU did not start, or did not answer.</exception>
    public static async Task<ImmutableDictionary<string, JsonElement>> RunAsync(
        IHost host, QemuBinary binary, CancellationToken cancellationToken)
    {
        var text = string.Concat(Questions.Select(question => $"{question.Command}\n"));
        using var questions = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var command = Command.Shell(Script, binary.Path, $"{BoundInSeconds}")
            .WithStandardInput(questions)
            .WithTimeout(TimeSpan.FromSeconds(BoundInSeconds + 10));
        var result = await host.RunAsync(command, cancellationToken).ConfigureAwait(false);
        var answers = result.OrThrow(FailureClass.Preflight).StandardOutput
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Parse(host, binary, line))
            .Where(answer => answer.TryGetProperty("id", out _))
            .ToImmutableDictionary(answer => answer.GetProperty("id").GetString()!);
        return Questions.ToImmutableDictionary(
            question => question.Id,
            question => answers.TryGetValue(question.Id, out var answer) && answer.TryGetProperty("return", out var returned)
                ? returned
                : throw Problem(
                    host, binary, question.Command, answer.ValueKind == JsonValueKind.Undefined ? "nothing" : $"{answer}"));
    }

    private static JsonElement Parse(IHost host, QemuBinary binary, string line)
    {
        try
        {
            return JsonElement.Parse(line);
        }
        catch (JsonException exception)
        {
            throw Problem(host, binary, "QMP", line, exception);
        }
    }

    private static HarnessException Problem(
        IHost host, QemuBinary binary, string question, string answer, Exception? innerException = null)
    {
        var start = answer.Length <= 200 ? answer : $"{answer[..200]}…";
        return new HarnessException(
            FailureClass.Preflight,
            $"{binary.Path} on {host.Name} was asked {question} and answered {start}; a QEMU of 2.12 or later is needed",
            innerException);
    }
}
