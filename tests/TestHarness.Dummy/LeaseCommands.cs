using TestHarness.Hosts;
using TestHarness.Leases;

namespace TestHarness.Dummy;

/// <summary>Takes leases of this machine.</summary>
internal static class LeaseCommands
{
    /// <summary>
    /// Takes a lease and starts a process, says both and holds them; says why, when the lease is lost. The lease expires after
    /// 2 s without a heartbeat.
    /// </summary>
    public static async Task HoldAsync(string name)
    {
        await using var host = new LocalHost("host1");
        await using var lease = await Lease.TakeAsync(
            host, [LeaseName.Lun(name)], LeaseOwner.OfThisProcess("a test"), new(TimeSpan.Zero, TimeSpan.FromSeconds(2)), Say);
        await using var process = await host.StartAsync(new Command("sleep", "300"));
        Say($"{process.Id}");
        Say((await lease.Lost).Message);
    }

    /// <summary>
    /// Takes a lease many times, each time one of the two names. Between a lease and its return a folder of the lease's name
    /// exists, which fails when it exists already.
    /// </summary>
    public static async Task TakeManyAsync(string folder, string[] names, int times)
    {
        await using var host = new LocalHost("host1");
        var terms = LeaseTerms.Usual with { Wait = TimeSpan.FromMinutes(5) };
        for (var time = 0; time < times; time++)
        {
            var name = names[(Environment.ProcessId + time) % names.Length];
            await using var lease = await Lease.TakeAsync(
                host, [LeaseName.Lun(name)], LeaseOwner.OfThisProcess("a test"), terms, _ => { });
            var mine = Path.Combine(folder, name);
            if (!(await host.RunAsync(new Command("mkdir", mine))).Succeeded)
                Say($"overlap on {name}");
            Directory.Delete(mine);
            Say(name);
        }
    }

    private static void Say(string line) => Console.WriteLine(line);
}
