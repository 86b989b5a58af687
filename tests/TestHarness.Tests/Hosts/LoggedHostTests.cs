using System.Text;
using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

public sealed class LoggedHostTests
{
    private readonly StringWriter _sink = new();

    [Test]
    public async Task Writes_a_line_for_each_command_without_secrets()
    {
        await using var host = new LoggedHost(new LocalHost("lab1"), new CommandLog(_sink));

        await host.RunAsync(Command.Shell("echo 12345; exit 3").WithEnvironment("PASSWORD", "hunter2"));
        Assert.That(async () => await host.RunAsync(new Command("no-such-program")), Throws.TypeOf<HarnessException>());

        var lines = Lines(_sink.ToString());
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(lines[0].GetProperty("command").GetString(), Is.EqualTo("sh -c 'echo 12345; exit 3' sh"));
        Assert.That(lines[0].GetProperty("exitCode").GetInt32(), Is.EqualTo(3));
        Assert.That(lines[0].GetProperty("standardOutputBytes").GetInt32(), Is.EqualTo(6));
        Assert.That(lines[0].GetProperty("environment")[0].GetString(), Is.EqualTo("PASSWORD"));
        Assert.That(lines[1].GetProperty("error").GetString(), Does.StartWith("[preflight]"));
        Assert.That(_sink.ToString(), Does.Not.Contain("hunter2"));
    }

    [Test]
    public async Task Redacts_commands_and_errors_before_JSON_quotes_them_again()
    {
        using var sink = new StringWriter();
        using var log = new CommandLog(sink, text => text.Replace("it'\\''s", "(secret)", StringComparison.Ordinal));
        await using var host = new LoggedHost(new LocalHost("lab1"), log);

        await host.RunAsync(Command.Shell("true", "it's"));
        Assert.That(
            async () => await host.RunAsync(Command.Shell("sleep 9", "it's").WithTimeout(TimeSpan.FromMilliseconds(1))),
            Throws.TypeOf<HarnessException>());

        Assert.That(sink.ToString(), Does.Contain("(secret)").And.Not.Contain("it'"));
    }

    [Test]
    public async Task Writes_the_start_and_the_end_of_a_process()
    {
        using var sink = new LineStream("end of ");
        using var log = new CommandLog(new StreamWriter(sink));
        await using var host = new LoggedHost(new LocalHost("lab1"), log);

        await using (var process = await host.StartAsync(Command.Shell("exit 4")))
            await process.Completion;
        await sink.Found.WaitAsync(TimeSpan.FromSeconds(20));

        var lines = Lines(Encoding.UTF8.GetString(sink.ToArray()));
        Assert.That(
            lines.Select(line => line.GetProperty("command").GetString()),
            Is.EqualTo(["start sh -c 'exit 4' sh", "end of sh -c 'exit 4' sh"]));
        Assert.That(lines[1].GetProperty("exitCode").GetInt32(), Is.EqualTo(4));
    }

    private static JsonElement[] Lines(string log) =>
        [.. log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
