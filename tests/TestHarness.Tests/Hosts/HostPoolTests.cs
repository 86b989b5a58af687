using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

public sealed class HostPoolTests
{
    [Test]
    public async Task A_name_and_its_connection_are_one_host()
    {
        await using var pool = new HostPool(new HostFactory());

        var host = pool.Get("host1", new LocalConnection());

        Assert.That(pool.Get("host1", new LocalConnection()), Is.SameAs(host));
        Assert.That(pool.Get("host2", new LocalConnection()), Is.Not.SameAs(host));
    }

    [Test]
    public void All_hosts_are_ended_also_when_each_one_throws()
    {
        var ended = new List<string>();
        var pool = new HostPool(new Unendable(ended));
        foreach (var name in new[] { "host1", "host2", "host3" })
            pool.Get(name, new LocalConnection());

        Assert.That(async () => await pool.DisposeAsync(), Throws.TypeOf<IOException>());
        Assert.That(ended, Is.EquivalentTo(["host1", "host2", "host3"]));
    }

    private sealed class Unendable(List<string> ended) : IHostFactory
    {
        public IHost Connect(string name, HostConnection connection) => new UnendableHost(new LocalHost(name), ended);
    }

    private sealed class UnendableHost(IHost host, List<string> ended) : HostDecorator(host)
    {
        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            ended.Add(Name);
            throw new IOException("cannot end");
        }
    }
}
