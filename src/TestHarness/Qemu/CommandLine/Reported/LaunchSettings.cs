using System.Collections.Immutable;
using TestHarness.Images;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The harness's values for a reported guest.</summary>
/// <param name="Image">The kernel that QEMU starts directly; null when the firmware starts the system disk.</param>
/// <param name="Memory">The memory of a guest whose report names none, in MiB.</param>
/// <param name="Vcpus">The number of vCPUs of a guest whose report names none.</param>
/// <param name="DiskDevice">
/// The id of the <c>-device</c> that gets the LUN; null when the report is only checked. Other disks stay as blank disks, unless
/// the LUN could not be told from them in the guest.
/// </param>
/// <param name="DiskPath">The LUN's path on the host.</param>
/// <param name="Directory">The directory of the host for the guest's sockets.</param>
public sealed record LaunchSettings(
    string Program,
    string Accelerator,
    BootImage? Image,
    int Memory,
    int Vcpus,
    string? DiskDevice,
    string DiskPath,
    string Directory)
{
    /// <summary>The block node of the guest's disk with its operating system.</summary>
    public const string SystemNode = "system";

    /// <summary>The name by which a guest finds the port of its agent.</summary>
    public const string AgentPort = "org.qemu.guest_agent.0";

    /// <summary>The reason for what is replaced by the disk with the guest's operating system.</summary>
    internal const string SystemReason = "the environment's image takes the place of the report's";

    /// <summary>The paths of further LUNs on the host, by the ids of the <c>-device</c>s that get them.</summary>
    public ImmutableSortedDictionary<string, string> Beside { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The machine types of the host's QEMU; another type is replaced. Empty when every type is taken over.</summary>
    public ImmutableArray<MachineType> MachineTypes { get; init; } = [];

    /// <summary>The largest guest for which all hosts have room; null when every guest is taken over.</summary>
    public GuestRoom? Room { get; init; }

    /// <summary>
    /// The number of the disk that shows the block node <see cref="SystemNode"/>, which the caller adds; null for none.
    /// </summary>
    public int? SystemDisk { get; init; }

    /// <summary>The file name of the socket of the guest agent; null when nobody speaks to an agent.</summary>
    public string? AgentSocket { get; init; }

    /// <summary>The settings for checking a report before a host is chosen.</summary>
    internal static LaunchSettings Trial { get; } =
        new("qemu", "tcg", new BootImage("/kernel", "/initramfs", ""), 1, 1, null, "/lun", "/directory");
}
