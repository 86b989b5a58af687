using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>root with fish, over OpenSSH's client.</summary>
public sealed class FishOverOpenSshTests : SiteContract
{
    internal override HostSite Site => HostSites.RootWithFish;

    private protected override IHost Connect(string name, SshDestination destination) => new OpenSshHost(name, destination);
}
