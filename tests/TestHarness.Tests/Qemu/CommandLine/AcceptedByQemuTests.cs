using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Qemu.CommandLine;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Qemu.CommandLine;

[Parallelizable(ParallelScope.All)]
internal sealed class AcceptedByQemuTests
{
    private const string Name = "a, 'b' \"c\" ,,d é";

    [Test]
    public async Task QEMU_reads_the_values_that_were_printed()
    {
        InstalledQemu.Require();
        var folder = Directory.CreateTempSubdirectory("testharness,a=b ");
        var image = Path.Combine(folder.FullName, "disk,1.raw");
        await File.WriteAllBytesAsync(image, new byte[512]);
        var printed = new QemuCommandLine(InstalledQemu.Name)
            .With(QemuOption.Of("machine", "none"), QemuOption.Of("nodefaults"), QemuOption.Of("display", "none"))
            .With(QemuOption.Of("S"), QemuOption.Of("qmp", "stdio"), QemuOption.Of("name", ("guest", Name)))
            .With(new Blockdev("file", "keyval").With("filename", image).With("read-only", true))
            .With(QemuOption.Of("blockdev", """{"driver":"file","node-name":"json","read-only":true}""").With("filename", image));

        var answers = await AskAsync(printed, "query-name", "query-named-block-nodes");

        Assert.Multiple(() =>
        {
            Assert.That(answers[0].GetProperty("name").GetString(), Is.EqualTo(Name));
            Assert.That(answers[1].EnumerateArray().Select(node => node.GetProperty("file").GetString()), Is.EqualTo([image, image]));
        });
        folder.Delete(recursive: true);
    }

    private static async Task<JsonElement[]> AskAsync(QemuCommandLine qemu, params string[] commands)
    {
        await using var host = new LocalHost("local");
        string[] script = ["{\"execute\":\"qmp_capabilities\"}", .. commands.Select(name => $"{{\"execute\":\"{name}\",\"id\":\"{name}\"}}"), "{\"execute\":\"quit\"}"];
        var result = await host.RunAsync(Command.Shell(
            $$"""
            fifo=$(mktemp -u) && mkfifo "$fifo" && exec 3<>"$fifo" && rm "$fifo" && printf '%s\n' "$@" >&3
            timeout -k 1 20 {{qemu}} <&3
            """, script));
        var answers = result.OrThrow(FailureClass.Provision).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line))
            .Where(answer => answer.TryGetProperty("id", out _));
        return [.. answers.Select(answer => answer.GetProperty("return"))];
    }
}
