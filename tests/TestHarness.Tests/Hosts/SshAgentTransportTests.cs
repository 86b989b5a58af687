using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>The choice of the transport when an agent runs.</summary>
[Parallelizable]
public sealed class SshAgentTransportTests
{
    private TemporaryDirectory _directory = null!;
    private SshAgentProcess _agent = null!;

    [SetUp]
    public async Task StartAgent()
    {
        _directory = new TemporaryDirectory();
        await SshKeys.GenerateAsync(_directory["key"]);
        await SshKeys.GenerateAsync(_directory["other"], "rsa");
        _agent = await SshAgentProcess.StartAsync(_directory["agent"]);
    }

    [TearDown]
    public async Task StopAgent()
    {
        if (_agent is not null)
            await _agent.DisposeAsync();
        _directory?.Dispose();
    }

    [Test]
    public async Task An_agent_without_keys_is_not_a_reason() =>
        Assert.That(await ReasonsAsync("IdentityFile \"{0}/key\""), Is.Empty);

    [TestCase("key")]
    [TestCase("other")]
    public async Task An_agent_whose_key_is_in_a_file_too_is_not_a_reason(string key)
    {
        await _agent.AddAsync(_directory[key]);

        Assert.That(await ReasonsAsync("IdentityFile \"{0}/key\"\nIdentityFile \"{0}/other\""), Is.Empty);
    }

    [TestCase("IdentityFile \"{0}/key\"")]
    [TestCase("IdentityFile \"{0}/absent\"")]
    public async Task OpenSSH_carries_a_host_whose_key_may_be_one_that_only_the_agent_has(string settings)
    {
        await _agent.AddAsync(_directory["other"]);

        Assert.That(await ReasonsAsync(settings), Is.EqualTo(["only the SSH agent has the key other"]));
    }

    [Test]
    public async Task The_other_keys_of_an_agent_are_no_reason_under_IdentitiesOnly()
    {
        await _agent.AddAsync(_directory["other"]);

        Assert.That(await ReasonsAsync("IdentitiesOnly yes\nIdentityFile \"{0}/key\""), Is.Empty);
    }

    [Test]
    public async Task OpenSSH_carries_a_host_for_whose_key_only_the_public_half_is_a_file()
    {
        await _agent.AddAsync(_directory["other"]);
        File.Delete(_directory["other"]);

        Assert.That(
            await ReasonsAsync("IdentitiesOnly yes\nIdentityFile \"{0}/other\""),
            Is.EqualTo(["only the SSH agent has the key other"]));
    }

    [Test]
    public async Task An_agent_that_the_configuration_turns_off_is_not_a_reason()
    {
        await _agent.AddAsync(_directory["other"]);

        Assert.That(await ReasonsAsync("IdentityAgent none\nIdentityFile \"{0}/key\""), Is.Empty);
    }

    [Test]
    public async Task An_agent_that_does_not_answer_is_not_a_reason()
    {
        Assert.That(await ReasonsAsync("IdentityAgent \"{0}/gone\"\nIdentityFile \"{0}/key\""), Is.Empty);
    }

    private async Task<string[]> ReasonsAsync(string settings)
    {
        await File.WriteAllTextAsync(
            _directory["config"], $"{string.Format(null, settings, _directory.Path)}\nIdentityAgent \"{_agent.Socket}\"\n");
        var destination = new SshDestination("lab1", KnownHostsFile: _directory["known_hosts"], ConfigFile: _directory["config"]);
        return [.. (await SshTransport.ChooseAsync(destination)).Reasons];
    }
}
