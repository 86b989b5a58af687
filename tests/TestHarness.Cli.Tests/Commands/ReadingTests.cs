using TestHarness.Cli.Tests.Support;
using TestHarness.Tests.Hosts;

namespace TestHarness.Cli.Tests.Commands;

public sealed class ReadingTests
{
    private HarnessProcess _harness = null!;

    [SetUp]
    public void Start() => _harness = new HarnessProcess();

    [TearDown]
    public void End() => _harness.Dispose();

    [Test]
    public async Task Lists_scenarios_with_place_and_tags()
    {
        var outcomes = HarnessProcess.Fixture("outcomes.feature");
        var result = await _harness.RunAsync("list", outcomes, "--tags", "@bad or @ignore");
        Assert.Multiple(() =>
        {
            Assert.That(result.Output, Is.EqualTo($"{outcomes}:10: Is ignored @ignore\n{outcomes}:14: Fails @bad\n"));
            Assert.That(result.ExitCode, Is.Zero);
        });
    }

    [Test]
    public async Task Lists_what_can_be_read_and_names_what_cannot()
    {
        var result = await _harness.RunAsync("list", HarnessProcess.Fixture("mistakes"));
        Assert.Multiple(() =>
        {
            Assert.That(result.Output, Does.Contain("undefined.feature:2: A"));
            Assert.That(result.Error, Does.Contain("syntax.feature:4:5: expected"));
            Assert.That(result.ExitCode, Is.EqualTo(2));
        });
    }

    [Test]
    public async Task Finds_the_features_and_environments_of_the_project_right()
    {
        var result = await _harness.RunAsync("validate");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
    }

    [Test]
    public async Task Lists_steps_with_their_summaries()
    {
        var result = await _harness.RunAsync("steps");
        Assert.That(
            result.Output,
            Does.Contain(
                "\nMigration\n  When the guest is migrated to {word}\n      Makes one leg, with every check after it.\n"));
    }

    [Test]
    public async Task Reports_why_a_scenario_cannot_run()
    {
        var result = await _harness.RunAsync(
            "check", HarnessProcess.Fixture("three-hosts.feature"), "--env", HarnessProcess.Fixture("no-qemu.yaml"));
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.Zero, result.Error);
            Assert.That(
                result.Output,
                Does.Contain("no: needs 3 hosts, environment 'no-qemu' has 1").And.Contain("0 of 1 scenarios can run"));
        });
    }

    [Test]
    public async Task Check_shows_the_transport_of_each_host_and_its_reason()
    {
        var environment = Path.Combine(_harness.Folder, "hosts.yaml");
        var key = Path.Combine(_harness.Folder, "key");
        await File.WriteAllTextAsync(key, "not a key");
        await File.WriteAllTextAsync(environment, $$"""
            name: two-ways
            hosts:
              - name: host1
                connection: local
              - name: host2
                connection: { ssh: { host: nowhere.invalid, identityFile: {{key}} } }
            qemu:
              binary: /nonexistent/qemu
              accelerator: tcg
            """);

        var result = await _harness.RunAsync("check", HarnessProcess.Fixture("three-hosts.feature"), "--env", environment);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(
            result.Output,
            Does.Match(@"\| host1 +\| yes, this machine +\| CliWrap +\|")
                .And.Match(@"\| host2 .*\| OpenSSH's client: SSH\.NET cannot read key file "));
    }

    [Test]
    public async Task Check_reports_two_hosts_that_are_one_machine_as_a_run_does()
    {
        await using var server = await SshServer.StartAsync();
        var environment = Path.Combine(_harness.Folder, "twice.yaml");
        var ssh =
            $"host: 127.0.0.1, port: {server.Port}, identityFile: {server["user_key"]}, knownHosts: {server["known_hosts"]}";
        await File.WriteAllTextAsync(environment, $$"""
            name: twice
            hosts:
              - name: host1
                connection: local
              - name: host2
                connection: { ssh: { {{ssh}}, user: {{Environment.UserName}} } }
            qemu:
              binary: /nonexistent/qemu
              accelerator: tcg
            """);

        var check = await _harness.RunAsync("check", HarnessProcess.Fixture("three-hosts.feature"), "--env", environment);
        var run = await _harness.RunAsync("run", HarnessProcess.Fixture("three-hosts.feature"), "--env", environment);

        var words = check.Output.Split('\n').Single(line => line.StartsWith("[config] ", StringComparison.Ordinal));
        Assert.That(
            words, Does.Match(@"hosts 'host1' \(this machine\) and 'host2' \(ssh .*\) of environment 'twice' are one machine "));
        Assert.That(run.Output, Does.Contain(words));
        Assert.That(check.Output, Does.Contain("no: two hosts are one machine").And.Contain("0 of 1 scenarios can run"));
    }

    [Test]
    public async Task Has_nothing_to_clean_without_a_ledger()
    {
        var result = await _harness.RunAsync("clean");
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((0, "nothing was left behind\n")));
    }

    [TestCase("--help", "harness run --tags '@smoke'")]
    [TestCase("run --help", "--strict")]
    [TestCase("--version", "0.1.0")]
    public async Task Explains_itself(string arguments, string text)
    {
        var result = await _harness.RunAsync(arguments.Split(' '));
        Assert.Multiple(() =>
        {
            Assert.That(result.Output, Does.Contain(text));
            Assert.That(result.ExitCode, Is.Zero);
        });
    }
}
