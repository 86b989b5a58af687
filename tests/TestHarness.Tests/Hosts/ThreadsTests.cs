using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

public sealed class ThreadsTests
{
    [Test]
    public async Task Waiting_for_many_processes_takes_no_threads()
    {
        await using var host = new LocalHost("local");
        var before = ThreadPool.ThreadCount;
        var processes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.StartAsync(new Command("sleep", "300"))));

        var during = ThreadPool.ThreadCount;
        await Task.WhenAll(processes.Select(process => process.DisposeAsync().AsTask()));

        Assert.That(during - before, Is.LessThan(20));
    }
}
