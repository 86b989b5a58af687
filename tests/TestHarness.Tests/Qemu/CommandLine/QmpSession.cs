using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.Tests.Qemu.CommandLine;

/// <summary>
/// Starts a printed command line, whose <c>-qmp</c> must be <c>stdio</c>, in a shell, asks it a few questions and quits.
/// </summary>
internal static class QmpSession
{
    private const string Script = """
        fifo=$(mktemp -u) && mkfifo "$fifo" && exec 3<>"$fifo" && rm "$fifo" && printf '%s\n' "$@" >&3
        """;

    public static async Task<JsonElement[]> AskAsync(QemuCommandLine qemu, params string[] questions)
    {
        await using var host = new LocalHost("local");
        string[] commands = ["qmp_capabilities", .. questions, "quit"];
        var result = await host.RunAsync(Command.Shell(
            $"{Script}\ntimeout -k 1 20 {qemu} <&3",
            [.. commands.Select(name => $$"""{"execute":"{{name}}","id":"{{name}}"}""")]));
        return
        [
            .. result.OrThrow(FailureClass.Provision).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonElement.Parse(line))
                .Where(answer => answer.TryGetProperty("id", out var id) && questions.Contains(id.GetString()))
                .Select(answer => answer.GetProperty("return")),
        ];
    }
}
