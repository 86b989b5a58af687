using System.Collections.Immutable;
using TestHarness.Devices;
using TestHarness.Devices.Registry;
using TestHarness.Domains;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.Builds;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Labs;

/// <summary>The findings on a host at the start of a run.</summary>
/// <param name="Transport">The transport of the host's commands, and the reason when it is not the usual one.</param>
/// <param name="Tools">The QEMU and accelerator of the host; null when it has no QEMU.</param>
/// <param name="Kernel">The kernel as <c>uname -sr</c> prints it.</param>
/// <param name="Processor">The processors' model and number, for example <c>AMD EPYC 7763 × 2</c>.</param>
/// <param name="Devices">
/// The device kinds that the host offers to guests, and the reasons for the others; empty when there is no QEMU.
/// </param>
/// <param name="NoQemuReason">The reason why there is no QEMU; null when there is one.</param>
public sealed record HostSurvey(
    string Host,
    string Transport,
    HostTools? Tools,
    string? NoQemuReason,
    string Kernel,
    string Processor,
    ImmutableArray<DeviceOffer> Devices)
{
    /// <summary>
    /// Prints the kernel, and the IDs that tell the machine from others; a machine without such IDs prints none.
    /// </summary>
    private const string Identity = """
        uname -sr || exit
        cat /etc/machine-id /proc/sys/kernel/random/boot_id 2> /dev/null || true
        """;

    /// <summary>The machine's ID and boot ID; empty when it has none.</summary>
    public string Machine { get; internal init; } = "";

    /// <summary>The version of the libvirt package; null when the host has none.</summary>
    public string? Libvirt => Packages.Others.GetValueOrDefault("libvirt");

    /// <summary>What is to be changed before guests can be libvirt domains there; null when nothing is.</summary>
    public string? NoDomainReason { get; private init; }

    /// <summary>The versions of the host's packages.</summary>
    internal HostPackages Packages { get; private init; } = HostPackages.Parse("");

    /// <summary>Examines a host, with the capabilities of all device kinds.</summary>
    /// <exception cref="HarnessException">
    /// Class config: the OpenSSH configuration is wrong. Class ssh: the host is not reached.
    /// </exception>
    public static Task<HostSurvey> MakeAsync(
        HostDescription description, QemuSettings settings, CancellationToken cancellationToken = default) =>
        MakeAsync(description, settings, DeviceKinds.All, cancellationToken);

    /// <inheritdoc cref="MakeAsync(HostDescription, QemuSettings, CancellationToken)"/>
    internal static async Task<HostSurvey> MakeAsync(
        HostDescription description, QemuSettings settings, ImmutableArray<DeviceKind> kinds, CancellationToken cancellationToken)
    {
        var transport = await HostFactory.DescribeTransportAsync(description.Connection);
        await using var host = new HostFactory().Connect(description.Name, description.Connection);
        var identity = (await host.RunAsync(Command.Shell(Identity), cancellationToken)).OrThrow(FailureClass.Preflight);
        var (kernel, machine) = identity.StandardOutput.Split('\n', 2, StringSplitOptions.TrimEntries) is [var uname, var ids]
            ? (uname, string.Join(' ', ids.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            : (identity.StandardOutput.Trim(), "");
        var processor = await HostProcessor.ReadAsync(host, cancellationToken);
        QemuBinary? qemu = null;
        try
        {
            var binary = settings.Build is null ? settings.Binary : await CopyAsync(settings.Build, host, cancellationToken);
            qemu = await QemuBinary.FindAsync(host, binary, cancellationToken);
            var capabilities = await QemuCapabilities.ProbeAsync(host, qemu, cancellationToken);
            var accelerator = settings.Accelerator == Accelerator.Auto
                ? await AcceleratorProbe.ChooseAsync(host, qemu, cancellationToken: cancellationToken)
                : new AcceleratorChoice(settings.Accelerator.ToString().ToLowerInvariant(), null);
            var devices = await Task.WhenAll(kinds.Select(kind => kind.SurveyAsync(host, description, qemu, cancellationToken)));
            var tools = new HostTools(qemu, capabilities, accelerator)
            {
                Room = await GuestRoom.ReadAsync(host, cancellationToken),
            };
            return new HostSurvey(
                description.Name, transport, tools, null, kernel, processor, [.. devices.SelectMany(offers => offers)])
            {
                Machine = machine,
                NoDomainReason = await DomainConfinement.WhyNotAsync(host, cancellationToken),
                Packages = await HostPackages.ReadAsync(host, qemu.Path, cancellationToken),
            };
        }
        catch (HarnessException exception) when (exception.FailureClass == FailureClass.Preflight)
        {
            return new HostSurvey(description.Name, transport, null, exception.Detail, kernel, processor, [])
            {
                Machine = machine,
                Packages = await HostPackages.ReadAsync(host, qemu?.Path, cancellationToken),
            };
        }
    }

    /// <summary>Adds the findings to the environment's offers, and to its reasons for what the host does not offer.</summary>
    public LabEnvironment AddTo(LabEnvironment environment)
    {
        var found = AddPackagesTo(environment);
        if (Tools is null)
            return found;

        var own = $"{Tools.Version.Major}.{Tools.Version.Minor}.{Tools.Version.Micro}";
        var qemu = Packages.Attributes(own, Packages.Qemu).Add("accelerator", Tools.Accelerator.ToString());
        found = found.WithOffer(Host, new Offer("qemu", qemu));
        if (Tools.Accelerator.Accelerator == "kvm")
            found = found.WithOffer(Host, new Offer("kvm"));
        return Devices.Aggregate(found, (known, offer) => offer.WhyNot is { } reason
            ? known.WithLack(Host, offer.Capability, reason)
            : known.WithOffer(Host, new Offer(offer.Capability, offer.Attributes)));
    }

    private static async Task<string> CopyAsync(string build, IHost host, CancellationToken cancellationToken)
    {
        await using var machine = new LocalHost("this machine");
        var packed = await QemuBuild.PackAsync(machine, build, HarnessPaths.Cache, cancellationToken);
        return await packed.OnAsync(host, cancellationToken);
    }

    private LabEnvironment AddPackagesTo(LabEnvironment environment)
    {
        var kernel = Packages.KernelVersion(Kernel.Split(' ')[^1]);
        return Packages.Others.OrderBy(package => package.Key, StringComparer.Ordinal)
            .Select(package => new Offer(package.Key, Packages.Attributes(null, package.Value)))
            .Prepend(new Offer("kernel", Packages.Attributes(null, kernel)))
            .Aggregate(environment, (found, offer) => found.WithOffer(Host, offer));
    }
}
