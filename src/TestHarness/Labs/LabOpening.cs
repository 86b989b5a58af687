using System.Collections.Immutable;
using TestHarness.Devices.Registry;
using TestHarness.Environments;
using TestHarness.Environments.Matching;
using TestHarness.Evidence;
using TestHarness.Evidence.Reproduction;
using TestHarness.GuestPlaces;
using TestHarness.Health;
using TestHarness.Health.KernelLog;
using TestHarness.Hosts;
using TestHarness.Images;
using TestHarness.Labs.Leasing;
using TestHarness.Ledger;
using TestHarness.Qmp.Transcripts;

namespace TestHarness.Labs;

/// <summary>Opens the labs of a run's scenarios.</summary>
/// <param name="evidenceFolder">The folder in which each scenario has a folder for its evidence.</param>
/// <param name="notes">What was noticed at the run's start; the first scenario tells it.</param>
internal sealed class LabOpening(
    LabEnvironment environment,
    IReadOnlyDictionary<string, HostSurvey> surveys,
    HostPool pool,
    RunImages images,
    string evidenceFolder,
    ImmutableArray<string> notes)
{
    private readonly HostLeasing _leasing = new(environment, surveys, pool);
    private readonly SecretRedactor _redactor = SecretRedactor.OfVariables(environment.SecretVariables);
    private readonly EvidenceRun _evidence = new(environment.Limits);
    private ImmutableArray<string> _notes = notes;

    /// <summary>Takes the leases on the hosts, and opens the lab.</summary>
    public async Task<Lab> LeaseAsync(
        HostLease lease, Needs needs, string scenario, Action<string> progress, CancellationToken cancellationToken)
    {
        var leases = await _leasing.TakeAsync(lease, needs, _redactor.Redact(scenario), progress, cancellationToken);
        try
        {
            return await OpenAsync(lease, leases, scenario, progress, cancellationToken);
        }
        catch
        {
            await leases.DisposeAsync();
            throw;
        }
    }

    private async Task<Lab> OpenAsync(
        HostLease lease,
        ScenarioLeases leases,
        string scenario,
        Action<string> progress,
        CancellationToken cancellationToken)
    {
        var image = await images.BootAsync();
        var evidence = ScenarioEvidence.Create(evidenceFolder, scenario, _redactor, _evidence);
        try
        {
            return await OpenAsync(lease, leases, scenario, evidence, image, progress, cancellationToken);
        }
        catch
        {
            if (evidence.Complete() is { } missing)
                progress(missing);
            throw;
        }
    }

    private async Task<Lab> OpenAsync(
        HostLease lease,
        ScenarioLeases leases,
        string scenario,
        ScenarioEvidence evidence,
        BootImage image,
        Action<string> progress,
        CancellationToken cancellationToken)
    {
        const string JsonLines = "application/jsonl";
        var limit = environment.Limits.Transcript;
        var commands = new CommandLog(new StreamWriter(evidence.Open("commands.jsonl", JsonLines, limit)), _redactor.Redact);
        var hosts = lease.Hosts
            .Select(host => new LoggedHost(pool.Get(host.Name, host.Connection), commands))
            .ToImmutableArray();
        var tools = HostsInCommon.Of(lease.Environment, lease.Hosts, surveys);
        var transports = lease.Hosts.Select(host => $"{host.Name}: {surveys[host.Name].Transport}\n");
        evidence.Write("hosts.txt", string.Concat([.. transports, tools.Board is null ? "" : $"{tools.Board}\n"]));
        if (tools.Board is { } board)
            progress($"{board}");
        foreach (var note in ImmutableInterlocked.InterlockedExchange(ref _notes, []))
            progress(note);
        var machines = LabResources.Machines(hosts).ToImmutableArray();
        var allowList = new AllowList(environment.KernelLogAllow, TimeProvider.System);
        var looking = Task.WhenAll(
            machines.Select(host => LeakCheck.TakeAsync(host, DeviceKinds.LeakProbes, cancellationToken)));
        var watching = Task.WhenAll(machines.Select(host => HostWatch.StartAsync(host, allowList, cancellationToken)));
        try
        {
            await Task.WhenAll(looking, watching);
        }
        catch
        {
            commands.Dispose();
            throw;
        }

        var resources = new LabResources(
            lease,
            leases,
            evidence,
            progress,
            UndoLedger.Open(HarnessPaths.Ledgers, _redactor.Redact, connection => _leasing.Keeper(lease, connection)),
            new ThinnedTranscript(new JsonLinesTranscript(evidence.Open("qmp.jsonl", JsonLines, limit)), TimeProvider.System),
            commands,
            hosts,
            new LoggedHost(pool.Get("this machine", new LocalConnection()), commands),
            [.. await looking],
            new UnmadeChecks(environment.NotCheckedAllow, TimeProvider.System),
            allowList)
        {
            IsAlone = environment.VirtualLab is not null,
        };
        try
        {
            var prepared = await Task.WhenAll(hosts.Zip(
                lease.Hosts, (host, description) => PrepareAsync(resources, image, description, host, tools, cancellationToken)));
            var hasTemplates = environment is { UsesTemplates: true, Guest.Image: BuiltInImage };
            var checks = new HostChecks([.. await watching], resources.Unmade, resources.Allowed);
            var steps = new ReproRecord(scenario, [.. prepared.Select(ByHand)]);
            return new Lab(lease.Environment, [.. prepared], images.Disks, resources, checks, steps)
            {
                TemplateImage = hasTemplates ? await images.ContentAsync() : null,
            };
        }
        catch
        {
            await resources.CloseAsync(CancellationToken.None);
            throw;
        }
    }

    private static ReproHost ByHand(LabHost host) =>
        new(host.Description, host.Directory, host.Image.Kernel, host.Image.Initramfs);

    private async Task<LabHost> PrepareAsync(
        LabResources resources,
        BootImage image,
        HostDescription description,
        IHost host,
        HostsInCommon tools,
        CancellationToken cancellationToken)
    {
        var directory = $"/var/tmp/testharness-{ProcessTag.Session}-{Guid.NewGuid().ToString("n")[..8]}";
        await new LedgerScope(resources.Ledger).ProvisionAtOnceAsync(
            host,
            $"directory {directory}",
            new Command("rm", "-rf", "--", directory),
            new Command("mkdir", "-m", "700", directory),
            Presence.OfPaths(directory),
            cancellationToken);
        var there = await image.OnAsync(host, await images.ContentAsync(), cancellationToken);
        return new LabHost(description, host, tools.Give(surveys[description.Name].Tools!), directory, there);
    }
}
