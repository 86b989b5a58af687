using System.Collections.Immutable;
using System.IO.Pipelines;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Leases;

/// <summary>
/// A lease of one or several names, kept on the host: of all users, processes and machines one has a name at a time. The lease's
/// holder is a process on the host, which ends with the connection, and when no heartbeat comes. Disposing the lease returns it.
/// </summary>
public sealed class Lease : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly IHost _host;
    private readonly LeaseTerms _terms;
    private readonly IHostProcess _holder;
    private readonly Task _beating;

    private Lease(IHost host, LeaseTerms terms, IHostProcess holder)
    {
        (_host, _terms, _holder) = (host, terms, holder);
        Lost = ExplainAsync();
        _beating = BeatAsync();
    }

    /// <summary>The tag of the holder's process on the host, by which the process is found.</summary>
    public string Id => _holder.Id;

    /// <summary>
    /// A task that ends when the lease is lost, with the reason: class ssh when the connection broke, else preflight. It is
    /// cancelled when the lease is returned.
    /// </summary>
    public Task<HarnessException> Lost { get; }

    /// <summary>
    /// Takes a lease, and waits for each name that another owner has. All takers of a host's names must name them in one order.
    /// </summary>
    /// <param name="names">The names, at most 7.</param>
    /// <param name="note">Takes a message for each owner to wait for.</param>
    /// <exception cref="HarnessException">
    /// Class preflight: the lease did not come in time; the message names its owner. Class provision: the host cannot keep
    /// leases.
    /// </exception>
    public static async Task<Lease> TakeAsync(
        IHost host,
        ImmutableArray<LeaseName> names,
        LeaseOwner owner,
        LeaseTerms terms,
        Action<string> note,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(names.Length, LeaseScript.Most);
        var said = new Pipe();
        var command = LeaseScript.Hold(names, owner, terms).WithStandardOutput(said.Writer.AsStream());
        var holder = await host.StartAsync(command, cancellationToken);
        var waitsFor = "";
        try
        {
            using var lines = new StreamReader(said.Reader.AsStream());
            while (await ReadAsync(lines, holder, cancellationToken) is { } line)
            {
                if (line == LeaseScript.Held)
                    return new Lease(host, terms, holder);
                waitsFor = await DescribeAsync(host, line[LeaseScript.Taken.Length..], cancellationToken);
                note($"waiting for {host.Name}: {waitsFor}");
            }

            throw Refuse(host, waitsFor, terms, await holder.Completion.WaitAsync(cancellationToken));
        }
        catch
        {
            await holder.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lists the leases that are held on a host.</summary>
    /// <exception cref="HarnessException">Class preflight: the host cannot list them.</exception>
    public static async Task<ImmutableArray<HeldLease>> ListAsync(IHost host, CancellationToken cancellationToken = default)
    {
        var list = (await host.RunAsync(LeaseScript.List(), cancellationToken)).OrThrow(FailureClass.Preflight);
        return
        [
            .. list.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('\t', 2))
                .Select(parts => new HeldLease(parts[0], LeaseOwner.Parse(parts[^1]))),
        ];
    }

    /// <summary>Leaves the lease to a scenario that is kept: it outlives the harness, and does not expire.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken = default)
    {
        await _holder.SignalAsync(HostSignal.User2, cancellationToken);
        await _holder.LeaveRunningAsync(cancellationToken);
        await DisposeAsync();
    }

    /// <summary>
    /// Ends a lost lease: where the connection broke without a word to the host, the holder still runs there.
    /// </summary>
    /// <exception cref="HarnessException">Class ssh: the host is not reached. Class leak: the holder does not end.</exception>
    public async Task EndAsync(CancellationToken cancellationToken = default)
    {
        await DisposeAsync();
        (await _host.RunAsync(HostProcesses.End(Id), cancellationToken)).OrThrow(FailureClass.Leak);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested)
            return;
        await _end.CancelAsync();
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _holder.DisposeAsync();
    }

    private static async Task<string?> ReadAsync(StreamReader lines, IHostProcess holder, CancellationToken cancellationToken)
    {
        var line = lines.ReadLineAsync(cancellationToken).AsTask();
        await Task.WhenAny(line, holder.Completion);
        return line.IsCompletedSuccessfully ? await line : null;
    }

    private static async Task<string> DescribeAsync(IHost host, string name, CancellationToken cancellationToken) =>
        (await ListAsync(host, cancellationToken)).FirstOrDefault(lease => lease.Name == name)?.ToString()
        ?? $"{name}: it was returned just now";

    private static HarnessException Refuse(IHost host, string waitsFor, LeaseTerms terms, CommandResult end) =>
        end.ExitCode == LeaseScript.NotInTime
            ? new HarnessException(
                FailureClass.Preflight, $"{host.Name} is in use ({waitsFor}); waited {terms.Wait.TotalSeconds} s for it")
            : new HarnessException(
                FailureClass.Provision,
                $"{host.Name} cannot keep leases in {LeaseScript.Folder}, exit code {end.ExitCode}: {end.StandardError.Trim()}");

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(_terms.Heartbeat);
        while (await timer.WaitForNextTickAsync(_end.Token))
            await _holder.SignalAsync(HostSignal.User1, _end.Token);
    }

    private async Task<HarnessException> ExplainAsync()
    {
        try
        {
            var end = await _holder.Completion.WaitAsync(_end.Token);
            var why = end.ExitCode == LeaseScript.Expired
                ? $"the host got no heartbeat for {_terms.Expiry.TotalSeconds} s, and has ended the scenario's processes"
                : $"its holder ended with {end.ExitCode}: {end.StandardError.Trim()}";
            return new HarnessException(FailureClass.Preflight, $"the lease of {_host.Name} is lost: {why}");
        }
        catch (HarnessException exception)
        {
            return new HarnessException(
                exception.FailureClass, $"the lease of {_host.Name} is lost: {exception.Detail}", exception);
        }
    }
}
