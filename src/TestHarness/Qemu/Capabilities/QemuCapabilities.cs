using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Qemu.Capabilities;

/// <summary>The capabilities of a QEMU, as it reports them itself.</summary>
/// <param name="DeviceDrivers">The drivers of <c>-device</c>, with types that only boards make.</param>
/// <param name="BlockDrivers">The drivers of <c>-blockdev</c>, also those in modules that are not installed.</param>
/// <param name="Accelerators">
/// The accelerators that are compiled in; <see cref="AcceleratorProbe"/> finds out whether one works.
/// </param>
/// <param name="MigrationCapabilities">The names of <c>query-migrate-capabilities</c>.</param>
/// <param name="Commands">The QMP commands of QEMU.</param>
/// <param name="HasSandbox">Whether QEMU can confine itself with <c>-sandbox</c>.</param>
public sealed record QemuCapabilities(
    QemuVersion Version,
    ImmutableArray<MachineType> Machines,
    ImmutableSortedSet<string> DeviceDrivers,
    ImmutableSortedSet<string> BlockDrivers,
    ImmutableSortedSet<string> Accelerators,
    ImmutableSortedSet<string> MigrationCapabilities,
    ImmutableSortedSet<string> Commands,
    bool HasSandbox)
{
    /// <summary>The reason why guests run without QEMU's sandbox; null when they run in it.</summary>
    public string? NoSandboxReason => HasSandbox
        ? null
        : "this QEMU was built without seccomp, or the kernel has no seccomp filters; install a QEMU with -sandbox";

    /// <summary>
    /// Asks QEMU, or reads the host's cache when QEMU was asked since the host booted and its file has not changed.
    /// </summary>
    /// <exception cref="HarnessException">Class preflight: QEMU did not start, or did not answer.</exception>
    public static async Task<QemuCapabilities> ProbeAsync(
        IHost host, QemuBinary binary, CancellationToken cancellationToken = default)
    {
        var cache = new HostCache(host);
        var key = $"capabilities-2-{binary.Fingerprint}.json";
        if (await cache.ReadAsync<QemuCapabilities>(key, cancellationToken).ConfigureAwait(false) is { } known)
            return known;

        var answers = await CapabilitySession.RunAsync(host, binary, cancellationToken).ConfigureAwait(false);
        var asked = CapabilityReader.Read(answers);
        await cache.WriteAsync(key, asked, cancellationToken).ConfigureAwait(false);
        return asked;
    }
}
