using System.Globalization;
using TestHarness.Clocks;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Guests.Console;
using TestHarness.Libvirt;
using TestHarness.Migration;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Domains;

/// <summary>One leg by <c>virsh migrate --live --p2p</c>: libvirt starts the destination's QEMU and ends the source's.</summary>
public sealed class DomainMigration : GuestMove
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);

    private DomainMigration(
        Guest guest, QemuMachine destination, SerialConsoleStandby serial, IDisposable input, LegResult result)
        : base(guest, destination, serial, input) => Result = result;

    public LegResult Result { get; }

    /// <summary>What virsh is told; a destination by its address, at which its libvirt is reached over SSH.</summary>
    /// <param name="document">A file of the source's host with the domain as the destination defines it.</param>
    /// <exception cref="HarnessException">Class config: an option that virsh cannot set beforehand.</exception>
    public static IReadOnlyList<string> Arguments(string domain, string document, string address, MigrationOptions options)
    {
        RequireSupported(options);
        return
        [
            "migrate", "--live", "--p2p", "--xml", document,
            "--bandwidth", (options.MaxBandwidth >> 20).ToString(CultureInfo.InvariantCulture),
            .. options.Mode == MigrationMode.Postcopy ? ["--postcopy", "--postcopy-after-precopy"] : Array.Empty<string>(),
            .. options.MultifdChannels > 0
                ? ["--parallel", "--parallel-connections", $"{options.MultifdChannels}"]
                : Array.Empty<string>(),
            .. options.AutoConverge ? ["--auto-converge"] : Array.Empty<string>(),
            domain, $"qemu+ssh://{address}/system?no_tty=1", $"tcp://{address}",
        ];
    }

    /// <summary>Refuses the options that virsh cannot set before a migration.</summary>
    /// <exception cref="HarnessException">Class config: the option by its name.</exception>
    public static void RequireSupported(MigrationOptions options)
    {
        if (options.DowntimeLimit != new MigrationOptions().DowntimeLimit)
        {
            throw new HarnessException(
                FailureClass.Config,
                "a libvirt domain is migrated with libvirt's downtime limit: leave out the option 'downtime limit'");
        }

        if (options.MaxBandwidth % (1 << 20) != 0)
        {
            throw new HarnessException(
                FailureClass.Config,
                "libvirt takes the option 'max bandwidth' in whole MiB/s, and 0 as no limit: "
                + $"expected a multiple of 1MiB/s, found {options.MaxBandwidth} bytes/s");
        }
    }

    /// <param name="there">The domain as the destination defines it.</param>
    /// <param name="coming">Told of the destination's monitor as soon as its QEMU runs.</param>
    /// <exception cref="HarnessException">Class migration: virsh failed; with its own words.</exception>
    public static async Task<DomainMigration> RunAsync(
        Guest guest,
        DomainDescription there,
        MachineSite site,
        string address,
        MigrationOptions options,
        Action<QmpClient> coming,
        IProgress<MigrationInfo> progress,
        CancellationToken cancellationToken = default)
    {
        var source = guest.Machine;
        var document = await Domain.WriteAsync(source.Host, there, $"{source.Directory}/destination.xml", cancellationToken);
        var arguments = Arguments(there.Name, document, address, options);
        var entry = await Domain.RecordAsync(site, there);
        var input = await guest.Console.HoldInputAsync($" from {source.Name} to {site.Name}", options.Timeout, cancellationToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<(QemuMachine Machine, SerialConsoleStandby Serial)>? attach = null;
        Task? migrate = null;
        try
        {
            guest.Console.Leave();
            var start = SteadyClock.Shared.Now;
            var since = source.Qmp.Events.Position;
            migrate = MigrateAsync(new Virsh(source.Host), arguments, options.Timeout, ended);
            attach = AttachAsync(() => Domain.AttachAsync(site, there, entry, ended.Token), coming, ended.Token);
            await ReportAsync(source.Qmp, since, progress, migrate, cancellationToken);
            await migrate;
            var window = new LegWindow(start, SteadyClock.Shared.Now);
            var (destination, serial) = await attach;
            var job = DomainJob.Parse(
                await new Virsh(site.Host).LookAsync(["domjobinfo", there.Name, "--completed", "--rawstats"], cancellationToken));
            var result = new LegResult(source.Name, destination.Name, MigrationStatus.Completed, null, job, window);
            return new DomainMigration(guest, destination, serial, input, result);
        }
        catch
        {
            input.Dispose();
            await ended.CancelAsync();
            await DropAsync(attach);
            if (migrate is not null)
                await migrate.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    /// <summary>A failure ends the wait for a destination that does not come.</summary>
    private static async Task MigrateAsync(
        Virsh virsh, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationTokenSource ended)
    {
        try
        {
            await virsh.RunAsync(arguments, timeout, ended.Token);
        }
        catch (HarnessException failure)
        {
            await ended.CancelAsync();
            throw new HarnessException(FailureClass.Migration, failure.Detail, failure);
        }
    }

    private static async Task<(QemuMachine Machine, SerialConsoleStandby Serial)> AttachAsync(
        Func<Task<QemuMachine>> attach, Action<QmpClient> coming, CancellationToken cancellationToken)
    {
        var machine = await attach();
        coming(machine.Qmp);
        return (machine, await SerialConsoleStandby.ConnectAsync(machine.Serial, cancellationToken));
    }

    /// <summary>A destination whose migration failed, as far as it was reached.</summary>
    private static async Task DropAsync(Task<(QemuMachine Machine, SerialConsoleStandby Serial)>? attach)
    {
        try
        {
            if (attach is null)
                return;
            var (machine, serial) = await attach;
            serial.Dispose();
            await machine.DisposeAsync();
        }
        catch (Exception exception) when (exception is HarnessException or OperationCanceledException)
        {
            // The destination was not reached; RunAsync rethrows the migration's failure, which says why.
        }
    }

    /// <summary>
    /// Asks QEMU for the progress, for which it has no event, until the migration ends. libvirt then ends QEMU, and QEMU 10.0
    /// aborts on a query-migrate that comes while it shuts down (qemu_mutex_lock_impl: Assertion `mutex->initialized' failed).
    /// </summary>
    internal static async Task ReportAsync(
        QmpClient source,
        long since,
        IProgress<MigrationInfo> progress,
        Task migrate,
        CancellationToken cancellationToken = default)
    {
        using var timer = new PeriodicTimer(ProgressInterval);
        while (!migrate.IsCompleted && !source.Events.Since(since).Any(MigrationStatusText.IsEnd))
        {
            try
            {
                progress.Report(await source.QueryMigrateAsync(cancellationToken));
                await timer.WaitForNextTickAsync(cancellationToken);
            }
            catch (HarnessException) when (source.Closed.IsCompleted)
            {
                return;
            }
        }
    }
}
