using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>root with fish, over SSH.NET.</summary>
public sealed class FishOverSshNetTests : SiteContract
{
    internal override HostSite Site => HostSites.RootWithFish;

    private protected override IHost Connect(string name, SshDestination destination) => new SshHost(name, destination);
}
