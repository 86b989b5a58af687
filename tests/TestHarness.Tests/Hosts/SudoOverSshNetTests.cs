using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>A user with csh and sudo, over SSH.NET.</summary>
public sealed class SudoOverSshNetTests : SiteContract
{
    internal override HostSite Site => HostSites.UserWithSudo;

    private protected override IHost Connect(string name, SshDestination destination) => new SshHost(name, destination);
}
