using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

[Parallelizable]
public sealed class SshTransportTests
{
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public async Task MakeKey()
    {
        _directory = new TemporaryDirectory();
        await SshKeys.GenerateAsync(_directory["key"]);
    }

    [TearDown]
    public void RemoveDirectory() => _directory?.Dispose();

    [TestCase("")]
    [TestCase("Compression yes")]
    [TestCase("ControlPath /tmp/x\nControlMaster auto")]
    [TestCase("AddressFamily any\nProxyCommand none")]
    public async Task SSH_NET_carries_a_host_whose_configuration_asks_for_nothing_else(string settings) =>
        Assert.That((await ChooseAsync(settings)).ToString(), Is.EqualTo("SSH.NET; OpenSSH's client for Unix sockets"));

    [TestCase("ProxyCommand nc %h %p", "ProxyCommand")]
    [TestCase("CertificateFile ~/user-cert.pub", "CertificateFile")]
    [TestCase("PKCS11Provider /usr/lib/opensc-pkcs11.so", "PKCS11Provider")]
    [TestCase("SecurityKeyProvider /usr/lib/sk.so", "SecurityKeyProvider")]
    [TestCase("KnownHostsCommand /usr/bin/known-keys", "KnownHostsCommand")]
    [TestCase("RevokedHostKeys /etc/ssh/revoked", "RevokedHostKeys")]
    [TestCase("VerifyHostKeyDNS yes", "VerifyHostKeyDNS")]
    [TestCase("HostbasedAuthentication yes", "HostbasedAuthentication")]
    [TestCase("PubkeyAuthentication no", "PubkeyAuthentication")]
    [TestCase("AddressFamily inet6", "AddressFamily")]
    [TestCase("BindAddress 127.0.0.1", "BindAddress")]
    [TestCase("BindInterface lo", "BindInterface")]
    [TestCase("SetEnv TOKEN=hidden", "SetEnv")]
    public async Task OpenSSH_carries_a_host_whose_setting_SSH_NET_does_not_have(string setting, string name) =>
        Assert.That((await ChooseAsync(setting)).ToString(), Is.EqualTo($"OpenSSH's client: SSH.NET has no {name}"));

    [TestCase("rsa")]
    [TestCase("ecdsa")]
    [TestCase("ed25519")]
    public async Task SSH_NET_reads_a_key_of_each_usual_type(string type)
    {
        await SshKeys.GenerateAsync(_directory["typed"], type);

        await ExpectAsync(Destination("typed"));
    }

    [Test]
    public Task OpenSSH_carries_a_host_without_a_key_file() =>
        ExpectAsync(Destination("absent"), "SSH.NET has no key: no IdentityFile exists");

    [Test]
    public async Task OpenSSH_carries_a_host_whose_key_has_a_passphrase()
    {
        await SshKeys.GenerateAsync(_directory["locked"], passphrase: "secret");

        Assert.That(
            await ReasonsAsync(Destination("locked")),
            Is.EqualTo([$"{CannotRead("locked")}Private key is encrypted but passphrase is empty."]));
    }

    [TestCase("", Description = "empty")]
    [TestCase("nonsense\n")]
    [TestCase("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n")]
    public async Task OpenSSH_carries_a_host_whose_key_SSH_NET_cannot_read(string content)
    {
        await File.WriteAllTextAsync(_directory["odd"], content);

        Assert.That(await ReasonsAsync(Destination("odd")), Has.One.StartsWith(CannotRead("odd")));
    }

    [Test]
    public async Task OpenSSH_carries_a_host_whose_user_has_a_certificate()
    {
        await SshKeys.GenerateAsync(_directory["authority"]);
        await SshKeys.SignAsync(_directory["key"], _directory["authority"]);

        await ExpectAsync(Destination("key"), $"SSH.NET takes no certificate: {_directory["key"]}-cert.pub");
    }

    [TestCase("*.lab,lab1", "lab1")]
    [TestCase("[lab1]:2222", "[lab1]:2222")]
    public async Task OpenSSH_carries_a_host_that_has_a_certificate(string hosts, string knownAs)
    {
        await TrustAuthorityAsync(hosts);
        var port = knownAs == "lab1" ? 22 : 2222;

        await ExpectAsync(
            Destination("key") with { Port = port },
            $"the host has a certificate: {knownAs} is under @cert-authority in known_hosts");
    }

    [Test]
    public async Task A_certificate_authority_of_other_hosts_is_not_a_reason()
    {
        await TrustAuthorityAsync("*.lab");

        await ExpectAsync(Destination("key"));
    }

    [Test]
    public async Task OpenSSH_carries_a_host_with_a_path_whose_token_only_it_expands()
    {
        await ConfigureAsync("Host lab1\n  IdentityFile ~/.ssh/%C");

        Assert.That(
            await ReasonsAsync(Destination(null)), Has.One.EqualTo("only OpenSSH's client expands the path ~/.ssh/%C"));
    }

    [Test]
    public async Task A_reason_of_a_jump_host_counts()
    {
        await ConfigureAsync($"""
            Host gate
              ProxyCommand nc %h %p
            Host 127.0.0.1
              AddressFamily inet
            Host *
              IdentityFile "{_directory["key"]}"
            """);
        const string Gate = "jump host gate: SSH.NET has no ProxyCommand";

        await ExpectAsync(Destination("key") with { JumpHost = "gate" }, Gate);
        await ExpectAsync(
            Destination("key") with { JumpHost = "gate,root@127.0.0.1:22" },
            Gate, "jump host root@[127.0.0.1]:22: SSH.NET has no AddressFamily");
    }

    [TestCase("a\"\n  ProxyCommand id")]
    [TestCase("a b")]
    [TestCase("")]
    public void A_jump_host_that_is_not_a_name_is_refused(string jump) =>
        Assert.That(
            async () => await SshTransport.ChooseAsync(Destination("key") with { JumpHost = jump }),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith($"[config] jump host '{jump}' is not of the form"));

    [Test]
    public async Task The_route_of_SSH_NET_has_what_the_configuration_says()
    {
        await ConfigureAsync($"""
            Host lab1
              HostName 192.0.2.1
              User tester
              Port 2222
              HostKeyAlias lab-key
              ProxyJump outer,inner:24
              UserKnownHostsFile "{_directory["%h-%p-%r"]}"
            Host *
              IdentityFile "{_directory["key"]}"
            """);

        var route = (await SshTransport.ChooseAsync(Destination(null) with { KnownHostsFile = null })).Route;

        Assert.That((route.Host, route.Port, route.User, route.KnownAs), Is.EqualTo(("192.0.2.1", 2222, "tester", "lab-key")));
        Assert.That(route.KnownHosts[0], Is.EqualTo(_directory["192.0.2.1-2222-tester"]));
        Assert.That((route.Jump!.KnownAs, route.Jump.Jump!.KnownAs), Is.EqualTo(("[inner]:24", "outer")));
        Assert.That(route.Jump.Jump.Jump, Is.Null);
    }

    [Test]
    public async Task A_configuration_with_a_mistake_is_reported()
    {
        await ConfigureAsync("NoSuchSetting yes");

        Assert.That(
            async () => await HostFactory.DescribeTransportAsync(new SshConnection(Destination("key"))),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[config]").And.Message.Contains("nosuchsetting"));
    }

    [Test]
    public async Task A_local_host_is_carried_by_CliWrap() =>
        Assert.That(await HostFactory.DescribeTransportAsync(new LocalConnection()), Is.EqualTo("CliWrap"));

    private async Task<SshTransport> ChooseAsync(string settings)
    {
        await ConfigureAsync(settings);
        return await SshTransport.ChooseAsync(Destination("key"));
    }

    private string CannotRead(string key) => $"SSH.NET cannot read key file {_directory[key]}: ";

    private async Task TrustAuthorityAsync(string hosts) => await File.WriteAllTextAsync(
        _directory["known_hosts"], $"@cert-authority {hosts} {await File.ReadAllTextAsync(_directory["key.pub"])}");

    private Task ConfigureAsync(string configuration) => File.WriteAllTextAsync(_directory["config"], configuration);

    private async Task ExpectAsync(SshDestination destination, params string[] reasons) =>
        Assert.That(await ReasonsAsync(destination), Is.EqualTo(reasons));

    private static async Task<string[]> ReasonsAsync(SshDestination destination) =>
        [.. (await SshTransport.ChooseAsync(destination)).Reasons];

    private SshDestination Destination(string? key)
    {
        if (!File.Exists(_directory["config"]))
            File.WriteAllText(_directory["config"], "");
        return new(
            "lab1",
            IdentityFile: key is null ? null : _directory[key],
            KnownHostsFile: _directory["known_hosts"],
            ConfigFile: _directory["config"]);
    }
}
