using System.Collections.Concurrent;
using System.Collections.Immutable;
using TestHarness.Devices.Registry;
using TestHarness.Environments;
using TestHarness.Environments.Matching;
using TestHarness.Evidence;
using TestHarness.Evidence.Reproduction;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.KernelLog;
using TestHarness.Hosts;
using TestHarness.Images;
using TestHarness.Labs.Keeping;
using TestHarness.Labs.Leasing;
using TestHarness.Labs.Systems;
using TestHarness.Leases;
using TestHarness.Ledger;
using TestHarness.GuestPlaces;
using TestHarness.Qmp.Transcripts;

namespace TestHarness.Labs;

/// <summary>
/// The parts that all scenarios of a run share: the environment as it was found, and the guest image. A run opens a lab for each
/// scenario.
/// </summary>
public sealed class LabRun : IAsyncDisposable
{
    private readonly ImmutableDictionary<string, HostSurvey> _surveys;
    private readonly ConcurrentDictionary<string, bool> _lost = [];
    private readonly HostLeases _leases = new();
    private readonly Lazy<Task<BootImage>> _image;
    private readonly Lazy<Task<string>> _imageContent;
    private readonly string _evidenceFolder;
    private readonly SecretRedactor _redactor;
    private readonly EvidenceRun _evidence;
    private readonly HostPool _hosts;
    private readonly GuestImages _diskImages = new(HarnessPaths.Cache);
    private ImmutableArray<string> _notes = [];

    private LabRun(
        LabEnvironment environment,
        ImmutableDictionary<string, HostSurvey> surveys,
        string evidenceFolder,
        IHostFactory factory,
        Func<Task<BootImage>> builtInImage)
    {
        (Environment, _surveys, _evidenceFolder, _hosts) = (environment, surveys, evidenceFolder, new HostPool(factory));
        _redactor = SecretRedactor.OfVariables(environment.SecretVariables);
        _evidence = new EvidenceRun(environment.Limits);
        _image = new Lazy<Task<BootImage>>(() => ImageAsync(environment.Guest.Image, builtInImage));
        _imageContent = new Lazy<Task<string>>(async () => await (await _image.Value).ContentAsync(CancellationToken.None));
    }

    /// <summary>The processor of this machine when the hosts are a virtual lab on it, else null.</summary>
    private string? VirtualLabProcessor { get; init; }

    /// <summary>The environment, whose offers include the findings on its hosts.</summary>
    public LabEnvironment Environment { get; }

    /// <summary>The findings on the hosts, by the hosts' names.</summary>
    public IReadOnlyDictionary<string, HostSurvey> Surveys => _surveys;

    /// <summary>The origin of the guest image; null until a scenario has needed the image.</summary>
    public string? GuestImage =>
        _image is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } ? _image.Value.Result.Description : null;

    /// <summary>The folder in which each scenario of this run has a folder for its evidence.</summary>
    public string EvidenceFolder => _evidenceFolder;

    /// <summary>Undoes what killed runs have left on the hosts of the environment, then examines every host.</summary>
    /// <param name="reports">The folder in which <c>evidence/RUN</c> is made.</param>
    /// <param name="name">The name of the run; null for a new one.</param>
    /// <exception cref="HarnessException">Class config: two hosts of different connections are one machine.</exception>
    public static Task<LabRun> StartAsync(
        LabEnvironment environment, string reports, string? name = null, CancellationToken cancellationToken = default) =>
        StartAsync(environment, reports, new HostFactory(), BuildImageAsync, name, cancellationToken);

    /// <inheritdoc cref="StartAsync(LabEnvironment, string, string, CancellationToken)"/>
    /// <param name="factory">Makes the connections to the hosts of scenarios.</param>
    public static Task<LabRun> StartAsync(
        LabEnvironment environment, string reports, IHostFactory factory, CancellationToken cancellationToken = default) =>
        StartAsync(environment, reports, factory, BuildImageAsync, null, cancellationToken);

    /// <inheritdoc cref="StartAsync(LabEnvironment, string, IHostFactory, CancellationToken)"/>
    /// <param name="builtInImage">Returns the image of the harness's own guest.</param>
    internal static async Task<LabRun> StartAsync(
        LabEnvironment environment,
        string reports,
        IHostFactory factory,
        Func<Task<BootImage>> builtInImage,
        string? name = null,
        CancellationToken cancellationToken = default)
    {
        var connections = environment.Hosts.Select(host => host.Connection).Append(new LocalConnection()).ToImmutableHashSet();
        var notes = new List<string>();
        await KeptHosts.RequireNoneAsync(environment, notes.Add);
        await LedgerReplay.ReplayAsync(
            HarnessPaths.Ledgers, new HostFactory(), notes.Add, connections.Contains, cancellationToken);
        var surveys = await Task.WhenAll(
            environment.Hosts.Select(host => HostSurvey.MakeAsync(host, environment.QemuOf(host), cancellationToken)));
        if (SharedMachine.Find(environment, surveys) is { } shared)
            throw shared;
        var found = surveys.Aggregate(environment, (known, survey) => survey.AddTo(known));
        var folder = Path.Combine(reports, EvidenceRuns.FolderName, name ?? EvidenceRuns.NewName(DateTimeOffset.UtcNow));
        return new LabRun(found, surveys.ToImmutableDictionary(survey => survey.Host), folder, factory, builtInImage)
        {
            VirtualLabProcessor = environment.VirtualLab is null
                ? null
                : await HostProcessor.ReadAsync(new LocalHost("this machine"), cancellationToken),
            _notes = [.. notes],
        };
    }

    /// <summary>
    /// Returns the conditions of a scenario's figures: accelerator, QEMU's version without its micro part and processor of each
    /// host, each once.
    /// </summary>
    public string ConditionsOf(Lab lab) => string.Join("; ", lab.Hosts
        .Select(host => (host.Tools.Accelerator.Accelerator, host.Tools.Version, _surveys[host.Description.Name].Processor))
        .Select(host => $"{host.Accelerator}, QEMU {host.Version.Major}.{host.Version.Minor}, {host.Processor}")
        .Distinct()
        .Concat(VirtualLabProcessor is { } processor ? [$"virtual lab on {processor}"] : []));

    /// <summary>Returns the reasons why a scenario with these tags cannot run in this environment; none when it can.</summary>
    public async Task<ImmutableArray<string>> FindSkipReasonsAsync(IEnumerable<string> tags)
    {
        var match = EnvironmentMatch.Of(Needs.OfTags(tags), Environment);
        if (!match.IsMatched)
            return [.. match.Unmet, .. _surveys.Values.Select(survey => survey.NoQemuReason).OfType<string>().Distinct()];
        // A scenario may leave out the need of a QEMU; the one that somebody has chosen for a host must start.
        if (match.Hosts.Where(host => host.Qemu is not null).Select(host => _surveys[host.Name].NoQemuReason)
            .OfType<string>().Distinct().ToImmutableArray() is { IsEmpty: false } absent)
            return absent;

        try
        {
            await _image.Value;
            return [];
        }
        catch (HarnessException exception) when (exception.FailureClass == FailureClass.Preflight)
        {
            return [$"there is no guest image: {exception.Detail}"];
        }
    }

    /// <summary>
    /// Connects to the hosts that the scenario needs, and waits for one that reboots; <see cref="Lab.CloseAsync"/> ends this.
    /// </summary>
    public async Task<Lab> OpenAsync(
        string scenario, IEnumerable<string> tags, Action<string> progress, CancellationToken cancellationToken = default)
    {
        var needs = Needs.OfTags(tags);
        var lease = await _leases.TakeAsync(EnvironmentMatch.Of(needs, Environment).Hosts, needs.Hosts, cancellationToken);
        try
        {
            return await LeaseAsync(lease, scenario, progress, cancellationToken);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>Ends the connections to the hosts, which all scenarios of the run use.</summary>
    public ValueTask DisposeAsync() => _hosts.DisposeAsync();

    /// <summary>Takes the leases on the hosts, and opens the lab.</summary>
    private async Task<Lab> LeaseAsync(
        HostLease lease, string scenario, Action<string> progress, CancellationToken cancellationToken)
    {
        var owner = LeaseOwner.OfThisProcess(_redactor.Redact(scenario));
        var terms = LeaseTerms.Usual with { Wait = Environment.Timeouts.Hosts };
        var leases = await ScenarioLeases.TakeAsync(
            LeaseNeeds.Of(Environment, lease.Hosts, _surveys),
            (host, names, stop) => Lease.TakeAsync(_hosts.Get(host.Name, host.Connection), names, owner, terms, progress, stop),
            cancellationToken);
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
        var image = await _image.Value;
        var evidence = ScenarioEvidence.Create(_evidenceFolder, scenario, _redactor, _evidence);
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
        var limit = Environment.Limits.Transcript;
        var commands = new CommandLog(new StreamWriter(evidence.Open("commands.jsonl", JsonLines, limit)), _redactor.Redact);
        var hosts = lease.Hosts
            .Select(host => new LoggedHost(_hosts.Get(host.Name, host.Connection), commands))
            .ToImmutableArray();
        var tools = HostsInCommon.Of(Environment, lease.Hosts, _surveys);
        var transports = lease.Hosts.Select(host => $"{host.Name}: {_surveys[host.Name].Transport}\n");
        evidence.Write("hosts.txt", string.Concat([.. transports, tools.Board is null ? "" : $"{tools.Board}\n"]));
        if (tools.Board is { } board)
            progress($"{board}");
        foreach (var note in ImmutableInterlocked.InterlockedExchange(ref _notes, []))
            progress(note);
        var machines = LabResources.Machines(hosts).ToImmutableArray();
        LeakCheck[] before;
        try
        {
            await Task.WhenAll(machines.Select(host => AwaitAsync(host, cancellationToken)));
            before = await Task.WhenAll(
                machines.Select(host => LeakCheck.TakeAsync(host, DeviceKinds.LeakProbes, cancellationToken)));
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
            UndoLedger.Open(HarnessPaths.Ledgers, _redactor.Redact),
            new ThinnedTranscript(new JsonLinesTranscript(evidence.Open("qmp.jsonl", JsonLines, limit)), TimeProvider.System),
            commands,
            hosts,
            new LoggedHost(_hosts.Get("this machine", new LocalConnection()), commands),
            [.. before],
            new UnmadeChecks(Environment.NotCheckedAllow, TimeProvider.System),
            new AllowList(Environment.KernelLogAllow, TimeProvider.System));
        try
        {
            var preparing = Task.WhenAll(hosts.Zip(
                lease.Hosts, (host, description) => PrepareAsync(resources, image, description, host, tools, cancellationToken)));
            var watching = Task.WhenAll(
                machines.Select(host => HostWatch.StartAsync(host, resources.AllowList, cancellationToken)));
            await Task.WhenAll(preparing, watching);
            var hasTemplates = Environment is { UsesTemplates: true, Guest.Image: BuiltInImage };
            var checks = new HostChecks([.. await watching], resources.Unmade, resources.Allowed);
            var prepared = await preparing;
            var steps = new ReproRecord(scenario, [.. prepared.Select(ByHand)]);
            return new Lab(Environment, [.. prepared], _diskImages, resources, checks, steps)
            {
                TemplateImage = hasTemplates ? await _imageContent.Value : null,
            };
        }
        catch
        {
            await resources.CloseAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Waits for a host that may be rebooting; a host that did not come once is not waited for again.</summary>
    private async Task AwaitAsync(IHost host, CancellationToken cancellationToken)
    {
        try
        {
            await HostBoot.AwaitAsync(
                host, _lost.ContainsKey(host.Name) ? TimeSpan.Zero : Environment.Timeouts.Boot, cancellationToken);
        }
        catch (HarnessException)
        {
            _lost.TryAdd(host.Name, true);
            throw;
        }
    }

    private static async Task<BootImage> BuildImageAsync()
    {
        await using var machine = new LocalHost("this machine");
        return await new GuestImageBuilder(machine, HarnessPaths.Cache, DeviceKinds.GuestModules).BuildAsync(
            CancellationToken.None);
    }

    private static Task<BootImage> ImageAsync(GuestImage image, Func<Task<BootImage>> builtIn) => image switch
    {
        KernelImage own =>
            Task.FromResult(new BootImage(own.Kernel, own.Initrd, $"{own.Kernel} and {own.Initrd}", own.CommandLine ?? "")),
        _ => builtIn(),
    };

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
        var there = await image.OnAsync(host, await _imageContent.Value, cancellationToken);
        return new LabHost(description, host, tools.Give(_surveys[description.Name].Tools!), directory, there);
    }
}
