using System.Collections.Immutable;
using TestHarness.Devices.Registry;
using TestHarness.Environments;
using TestHarness.Environments.Matching;
using TestHarness.Evidence;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Images;
using TestHarness.Labs.Keeping;
using TestHarness.Ledger;

namespace TestHarness.Labs;

/// <summary>
/// The parts that all scenarios of a run share: the environment as it was found, and the guest image. A run opens a lab for each
/// scenario.
/// </summary>
public sealed class LabRun : IAsyncDisposable
{
    private readonly ImmutableDictionary<string, HostSurvey> _surveys;
    private readonly HostLeases _leases = new();
    private readonly RunImages _images;
    private readonly HostPool _hosts;
    private readonly LabOpening _opening;

    private LabRun(
        LabEnvironment environment,
        ImmutableDictionary<string, HostSurvey> surveys,
        string evidenceFolder,
        IHostFactory factory,
        Func<Task<BootImage>> builtInImage,
        ImmutableArray<string> notes)
    {
        (Environment, _surveys, EvidenceFolder, _hosts) = (environment, surveys, evidenceFolder, new HostPool(factory));
        _images = new RunImages(environment.Guest.Image, builtInImage);
        _opening = new LabOpening(environment, surveys, _hosts, _images, evidenceFolder, notes);
    }

    /// <summary>The processor of this machine when the hosts are a virtual lab on it, else null.</summary>
    private string? VirtualLabProcessor { get; init; }

    /// <summary>The environment, whose offers include the findings on its hosts.</summary>
    public LabEnvironment Environment { get; }

    /// <summary>The findings on the hosts, by the hosts' names.</summary>
    public IReadOnlyDictionary<string, HostSurvey> Surveys => _surveys;

    /// <summary>The origin of the guest image; null until a scenario has needed the image.</summary>
    public string? GuestImage => _images.Used;

    /// <summary>The folder in which each scenario of this run has a folder for its evidence.</summary>
    public string EvidenceFolder { get; }

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
        return new LabRun(found, surveys.ToImmutableDictionary(survey => survey.Host), folder, factory, builtInImage, [.. notes])
        {
            VirtualLabProcessor = environment.VirtualLab is null
                ? null
                : await HostProcessor.ReadAsync(new LocalHost("this machine"), cancellationToken),
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
        var matches = EnvironmentMatch.AllOf(Needs.OfTags(tags), Environment, out var unmet);
        if (!unmet.IsEmpty)
            return [.. unmet, .. _surveys.Values.Select(survey => survey.NoQemuReason).OfType<string>().Distinct()];
        // A scenario may leave out the need of a QEMU; the one that somebody has chosen for a host must start.
        if (matches.SelectMany(match => match.Hosts).Where(host => host.Qemu is not null)
            .Select(host => _surveys[host.Name].NoQemuReason)
            .OfType<string>().Distinct().ToImmutableArray() is { IsEmpty: false } absent)
            return absent;

        try
        {
            await _images.BootAsync();
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
        var lease = await _leases.TakeAsync(
            EnvironmentMatch.AllOf(needs, Environment, out _), needs.Hosts, cancellationToken);
        try
        {
            return await _opening.LeaseAsync(lease, needs, scenario, progress, cancellationToken);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>Ends the connections to the hosts, which all scenarios of the run use.</summary>
    public ValueTask DisposeAsync() => _hosts.DisposeAsync();

    private static async Task<BootImage> BuildImageAsync()
    {
        await using var machine = new LocalHost("this machine");
        return await new GuestImageBuilder(machine, HarnessPaths.Cache, DeviceKinds.GuestModules).BuildAsync(
            CancellationToken.None);
    }
}
