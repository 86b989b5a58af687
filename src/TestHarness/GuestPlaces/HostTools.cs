using TestHarness.Qemu.Capabilities;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.GuestPlaces;

/// <summary>The QEMU and accelerator by which a host runs guests.</summary>
public sealed record HostTools(QemuBinary Qemu, QemuCapabilities Capabilities, AcceleratorChoice Accelerator)
{
    /// <summary>The version of QEMU.</summary>
    public QemuVersion Version => Capabilities.Version;

    /// <summary>QEMU's version, and the reason when guests run without its sandbox.</summary>
    public string Summary =>
        Capabilities.NoSandboxReason is { } reason ? $"{Version}, without its sandbox: {reason}" : $"{Version}";

    /// <summary>Whether guests run under KVM.</summary>
    public bool IsKvm => Accelerator.Accelerator == "kvm";

    /// <summary>
    /// Whether a precopy loses writes of the guest when a pass follows the first one while the guest runs: QEMU before 9.0 leaves
    /// TCG's TLB as it is when it clears dirty bits (mended by QEMU's commit 03bfc2188f07; docs/found.md, tcg-precopy).
    /// </summary>
    public bool LosesWritesInLaterPasses => LosesWrites(Accelerator.Accelerator, Version.Major);

    /// <summary>Returns whether a QEMU of this major version <see cref="LosesWritesInLaterPasses"/>.</summary>
    public static bool LosesWrites(string accelerator, int major) => accelerator == "tcg" && major < 9;

    /// <summary>The board of guests when the scenario's hosts have different QEMUs; null when they have equal ones.</summary>
    public GuestBoard? Board { get; init; }

    /// <summary>The largest reported guest for which all hosts of the scenario have room; null when that is not known.</summary>
    public GuestRoom? Room { get; init; }

    /// <summary>Returns a command line of the harness with the board that the scenario's hosts have in common.</summary>
    public QemuCommandLine OnBoard(QemuCommandLine commandLine) => Board?.ApplyTo(commandLine) ?? commandLine;

    /// <summary>Returns whether both QEMUs are of one version, with the same machine types.</summary>
    public bool HasQemuOf(HostTools other) =>
        Version == other.Version && Capabilities.Machines.SequenceEqual(other.Capabilities.Machines);

    /// <summary>Returns whether QEMU has a machine type of this name; an alias does not count.</summary>
    public bool Has(string machineType) => Capabilities.Machines.Any(machine => machine.Name == machineType);

    /// <summary>Returns whether QEMU has a model of processors.</summary>
    public bool HasCpu(string model) => Capabilities.DeviceDrivers.Contains($"{model}-x86_64-cpu");
}
