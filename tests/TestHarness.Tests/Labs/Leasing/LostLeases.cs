using TestHarness.Environments;
using TestHarness.Hosts;
using TestHarness.Labs.Leasing;
using TestHarness.Leases;

namespace TestHarness.Tests.Labs.Leasing;

/// <summary>The leases of a scenario whose holder on the host has been ended.</summary>
internal sealed class LostLeases(ScenarioLeases mine, Lease? other) : IAsyncDisposable
{
    private static readonly LeaseTerms Terms = LeaseTerms.Usual with { Wait = TimeSpan.FromSeconds(30) };

    public ScenarioLeases Mine => mine;

    /// <param name="isTakenByOther">Whether another run has the lease now.</param>
    public static async Task<LostLeases> TakeAsync(IHost host, bool isTakenByOther)
    {
        var name = LeaseName.Lun($"test-{Guid.NewGuid():n}");
        Lease? first = null;
        var mine = await ScenarioLeases.TakeAsync(
            [(new HostDescription(host.Name, host.Connection, null, [], []), [name])],
            async (_, names, terms, stop) => first = await TakeAsync(names[0], terms, stop),
            Terms,
            CancellationToken.None);
        await host.RunAsync(HostProcesses.End(first!.Id));
        await mine.Lost.WaitAsync(TimeSpan.FromSeconds(30));
        return new LostLeases(mine, isTakenByOther ? await TakeAsync(name, Terms, CancellationToken.None) : null);

        Task<Lease> TakeAsync(LeaseName each, LeaseTerms terms, CancellationToken stop) =>
            Lease.TakeAsync(host, [each], LeaseOwner.OfThisProcess("a test"), terms, _ => { }, stop);
    }

    public async ValueTask DisposeAsync()
    {
        await mine.DisposeAsync();
        if (other is not null)
            await other.DisposeAsync();
    }
}
