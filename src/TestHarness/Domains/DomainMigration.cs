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

    /// <summary>The end of the leg; always a completed one.</summary>
    public LegResult Result { get; }

    /// <summary>
    /// Returns the arguments of virsh. The destination stands in them by its address, at which its libvirt is reached over SSH.
    /// </summary>
    /// <param name="document">The path on the source's host of the domain's XML document for the destination.</param>
    /// <exception cref="HarnessException">Class config: virsh cannot set an option before the migration starts.</exception>
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
            domain, $"qemu+ssh://{InUri(address)}/system?no_tty=1", $"tcp://{InUri(address)}",
        ];
    }

    /// <summary>Returns an address as it stands in a URI: one of IPv6 in brackets, its zone escaped.</summary>
    private static string InUri(string address) => address.Contains(':', StringComparison.Ordinal)
        ? $"[{address.Replace("%", "%25", StringComparison.Ordinal)}]"
        : address;

    /// <summary>Refuses the options that virsh cannot set before a migration.</summary>
    /// <exception cref="HarnessException">Class config: the option by its name.</exception>
    public static void RequireSupported(MigrationOptions options)
    {
        if (options.DowntimeLimit is not null)
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

    /// <summary>Migrates the guest, and connects to the destination's QEMU as soon as it runs.</summary>
    /// <param name="domain">The domain as the destination defines it.</param>
    /// <param name="destinationStarts">Is called with the destination's monitor as soon as its QEMU runs.</param>
    /// <exception cref="HarnessException">
    /// Class migration: virsh failed, or libvirt reports no completed migration. Class config: virsh cannot set an option.
    /// </exception>
    public static async Task<DomainMigration> RunAsync(
        Guest guest,
        DomainDescription domain,
        MachineSite site,
        string address,
        MigrationOptions options,
        Action<QmpClient> destinationStarts,
        IProgress<MigrationInfo> progress,
        CancellationToken cancellationToken = default)
    {
        var source = guest.Machine;
        var document = await Domain.WriteAsync(source.Host, domain, $"{source.Directory}/destination.xml", cancellationToken);
        var arguments = Arguments(domain.Name, document, address, options);
        var entry = await Domain.RecordAsync(site, domain);
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
            attach = AttachAsync(() => Domain.AttachAsync(site, domain, entry, ended.Token), destinationStarts, ended.Token);
            await ReportAsync(source.Qmp, since, progress, migrate, cancellationToken);
            await migrate;
            var window = new LegWindow(start, SteadyClock.Shared.Now);
            var (destination, serial) = await attach;
            var job = DomainJob.Parse(
                await new Virsh(site.Host).LookAsync(
                    ["domjobinfo", domain.Name, "--completed", "--rawstats"], cancellationToken));
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

    /// <summary>Runs virsh; a failure also ends the wait for a destination that never starts.</summary>
    private static async Task MigrateAsync(
        Virsh virsh, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationTokenSource ended)
    {
        try
        {
            await virsh.RunAsync(arguments, timeout, ended.Token);
        }
        catch (HarnessException exception)
        {
            await ended.CancelAsync();
            throw new HarnessException(FailureClass.Migration, exception.Detail, exception);
        }
    }

    private static async Task<(QemuMachine Machine, SerialConsoleStandby Serial)> AttachAsync(
        Func<Task<QemuMachine>> attach, Action<QmpClient> destinationStarts, CancellationToken cancellationToken)
    {
        var machine = await attach();
        destinationStarts(machine.Qmp);
        return (machine, await SerialConsoleStandby.ConnectAsync(machine.Serial, cancellationToken));
    }

    /// <summary>Releases the destination of a failed migration, when it was reached.</summary>
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
    /// Queries QEMU at an interval for the progress, for which it has no event, until the migration ends. libvirt then ends QEMU,
    /// and QEMU 10.0 aborts on a query-migrate during its shutdown (qemu_mutex_lock_impl: Assertion `mutex->initialized' failed).
    /// </summary>
    internal static async Task ReportAsync(
        QmpClient source,
        long since,
        IProgress<MigrationInfo> progress,
        Task migrate,
        CancellationToken cancellationToken = default)
    {
        var pace = new SamplingPace(ProgressInterval);
        while (!migrate.IsCompleted && !source.Events.Since(since).Any(MigrationStatusText.IsEnd))
        {
            try
            {
                progress.Report(await source.QueryMigrateAsync(cancellationToken));
                await pace.NextAsync(null, cancellationToken);
            }
            catch (HarnessException) when (source.Closed.IsCompleted)
            {
                // libvirt ended the source's QEMU; virsh reports whether the migration completed.
                return;
            }
        }
    }
}
