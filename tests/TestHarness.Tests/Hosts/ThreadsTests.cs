using System.Diagnostics;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

public sealed class ThreadsTests
{
    private const int Processes = 40;

    [Test]
    public async Task Waiting_for_many_processes_takes_no_threads()
    {
        await using var host = new LocalHost("local");
        var (busy, own) = (BusyThreads(), OtherThreads());
        var sleep = new Command("sleep", "300");
        var processes = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => host.StartAsync(sleep)));

        var (busyDuring, ownDuring) = (BusyThreads(), OtherThreads());
        await Task.WhenAll(processes.Select(process => process.DisposeAsync().AsTask()));

        Assert.That(busyDuring - busy, Is.LessThan(Processes / 2), "threads of the pool that do something");
        Assert.That(ownDuring - own, Is.LessThan(Processes / 2), "threads beside the pool");
    }

    private static int BusyThreads()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var available, out _);
        return most - available;
    }

    private static int OtherThreads()
    {
        using var own = Process.GetCurrentProcess();
        return own.Threads.Count - ThreadPool.ThreadCount;
    }
}
