using TestHarness.Guests;
using TestHarness.Storage;

namespace TestHarness.Tests.Guests;

/// <summary>Tests that share one booted guest.</summary>
[Category("slow")]
[Parallelizable]
internal abstract class GuestFixture
{
    protected static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private Workbench? _bench;
    private Guest? _guest;

    protected Workbench Bench => _bench!;

    protected Guest Guest => _guest!;

    protected IGuestShell Shell => Guest.Shell;

    protected SharedLun Lun { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task BootAsync()
    {
        _bench = Workbench.Create();
        Lun = await LunAsync(_bench);
        _guest = await _bench.BootAsync(Lun);
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (_guest is not null)
            await _guest.DisposeAsync();
        if (_bench is not null)
            await _bench.DisposeAsync();
    }

    protected virtual Task<SharedLun> LunAsync(Workbench bench) => bench.LunAsync();
}
