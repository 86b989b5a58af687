using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>A user with csh and sudo, over OpenSSH's client.</summary>
public sealed class SudoOverOpenSshTests : SiteContract
{
    internal override HostSite Site => HostSites.UserWithSudo;

    private protected override IHost Connect(string name, SshDestination destination) => new OpenSshHost(name, destination);
}
