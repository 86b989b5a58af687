using TestHarness.Failures;
using TestHarness.Guests.Agent;
using TestHarness.Hosts;

namespace TestHarness.Tests.Guests.Agent;

[TestFixture]
[Parallelizable]
internal sealed class GuestAgentTests
{
    private TestAgent _agent = null!;
    private GuestAgentClient _client = null!;

    [SetUp]
    public async Task Start_a_real_agent()
    {
        _agent = TestAgent.Start("-b", "guest-shutdown");
        _client = await GuestAgentClient.ConnectAsync("guest", _agent.EndPoint);
    }

    [TearDown]
    public async Task Stop_the_agent()
    {
        if (_client is not null)
            await _client.DisposeAsync();
        _agent?.Dispose();
    }

    [Test]
    public async Task Reports_which_commands_it_allows()
    {
        await _client.PingAsync();
        var info = await _client.QueryInfoAsync();

        Assert.That(info.Version, Is.Not.Empty);
        Assert.That(info.Allows("guest-exec"), Is.True);
        Assert.That(info.Allows("guest-shutdown"), Is.False);
    }

    [Test]
    public async Task Reports_interfaces_with_their_addresses()
    {
        var loopback = (await _client.QueryInterfacesAsync()).Single(i => i.Name == "lo");

        Assert.That(loopback.IpAddresses, Has.Member(new GuestAddress("127.0.0.1", "ipv4", 8)));
    }

    [Test]
    public async Task Runs_a_command_with_input_environment_and_output()
    {
        var command = Command.Shell("cat; echo \"$1 $WORD\"; echo bad >&2; exit 3", "two words")
            .WithEnvironment("WORD", "env")
            .WithStandardInput(new MemoryStream("in\n"u8.ToArray()));

        var result = await _client.RunAsync(command);

        Assert.That(result, Has.Property("ExitCode").EqualTo(3).And.Property("Host").EqualTo("guest")
            .And.Property("StandardOutput").EqualTo("in\ntwo words env\n").And.Property("StandardError").EqualTo("bad\n"));
    }

    [Test]
    public async Task A_command_ended_by_a_signal_has_128_and_its_number() =>
        Assert.That((await _client.RunAsync(Command.Shell("kill -9 $$"))).ExitCode, Is.EqualTo(137));

    [Test]
    public async Task Output_goes_to_the_stream_that_is_given()
    {
        using var target = new MemoryStream();

        var result = await _client.RunAsync(Command.Shell("head -c 300000 /dev/zero").WithStandardOutput(target));

        Assert.That((result.StandardOutput, target.Length), Is.EqualTo(("", 300_000L)));
    }

    [Test]
    public async Task A_command_that_takes_too_long_is_killed()
    {
        var pid = Path.GetTempFileName();
        var command = Command.Shell("echo $$ > \"$1\"; exec sleep 600", pid).WithTimeout(TimeSpan.FromSeconds(5));

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => _client.RunAsync(command)))!;

        Assert.That(failure.Message, Does.StartWith("[guest-health] guest: 'sh -c").And.Contain("within 5 s and was killed"));
        var sleeping = await _client.RunAsync(Command.Shell(
            "for i in $(seq 100); do kill -0 \"$1\" 2>/dev/null || exit 0; sleep 0.05; done; exit 1",
            (await File.ReadAllTextAsync(pid)).Trim()));
        File.Delete(pid);
        Assert.That(sleeping.ExitCode, Is.Zero);
    }

    [Test]
    public async Task A_refusal_names_the_command_and_the_error_of_the_agent()
    {
        var missing = (await Assert.ThrowsAsync<HarnessException>(() => _client.ExecuteAsync("guest-teleport")))!;
        var blocked = (await Assert.ThrowsAsync<HarnessException>(() => _client.ExecuteAsync("guest-shutdown")))!;

        Assert.That(
            missing.Message,
            Does.StartWith("[guest-health] guest: the guest agent refused 'guest-teleport': {\"class\": \"CommandNotFound\""));
        Assert.That(blocked.Message, Does.Contain("refused 'guest-shutdown'").And.Contain("disabled"));
    }

    [Test]
    public async Task Commands_at_once_are_answered_one_by_one()
    {
        var words = Enumerable.Range(0, 5).Select(i => $"word {i}").ToArray();

        var results = await Task.WhenAll(words.Select(w => _client.RunAsync(new Command("printf", "%s", w))));

        Assert.That(results.Select(r => r.StandardOutput), Is.EqualTo(words));
    }

    [Test]
    public async Task An_agent_that_dies_ends_the_command()
    {
        await _client.PingAsync();
        _agent.Dispose();

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => _client.PingAsync()))!;
        _agent = null!;

        Assert.That(
            failure.Message, Does.Contain("the connection to the guest agent ended").And.Contain("last answered: guest-ping"));
    }
}
