using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Qemu.Capabilities;

/// <summary>What a QEMU can do, as it says itself.</summary>
/// <param name="DeviceDrivers">What <c>-device</c> takes, with types that only boards make.</param>
/// <param name="BlockDrivers">What <c>-blockdev</c> takes; one in a module that is not installed is listed all the same.</param>
/// <param name="Accelerators">Those compiled in; whether one works here is for <see cref="AcceleratorProbe"/> to tell.</param>
/// <param name="MigrationCapabilities">The names of <c>query-migrate-capabilities</c>.</param>
/// <param name="Commands">The QMP commands it has.</param>
/// <param name="HasSandbox">Whether it can confine itself with <c>-sandbox</c>.</param>
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
    /// <summary>Why guests run without QEMU's sandbox; null when they run in it.</summary>
    public string? NoSandboxReason => HasSandbox
        ? null
        : "this QEMU was built without seccomp, or the kernel has no seccomp filters; install a QEMU with -sandbox";

    /// <summary>Asks the binary, or the host's cache if it was asked since the host booted and has not changed.</summary>
    /// <exception cref="HarnessException">QEMU did not start or answer (class preflight).</exception>
    public static async Task<QemuCapabilities> ProbeAsync(IHost host, QemuBinary binary, CancellationToken cancellationToken = default)
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
