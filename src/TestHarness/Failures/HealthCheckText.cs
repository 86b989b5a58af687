using System.Collections.Immutable;
using System.Diagnostics;

namespace TestHarness.Failures;

/// <summary>The names of checks in messages and environment files.</summary>
public static class HealthCheckText
{
    /// <summary>The names of all checks, each once.</summary>
    public static ImmutableArray<string> All { get; } = [.. Enum.GetValues<HealthCheck>().Select(ToText).Distinct()];

    /// <summary>
    /// Returns the name of a check, for example <c>kernel log</c>. A finding has the guest or the host in another field.
    /// </summary>
    public static string ToText(this HealthCheck check) => check switch
    {
        HealthCheck.GuestAnswer => "answer",
        HealthCheck.GuestPlace => "place",
        HealthCheck.GuestKernelLog or HealthCheck.HostKernelLog => "kernel log",
        HealthCheck.GuestIdentity => "guest identity",
        HealthCheck.HostBoot => "host boot",
        HealthCheck.GuestTaint or HealthCheck.HostTaint => "kernel taint",
        HealthCheck.CoreDumps => "core dumps",
        HealthCheck.BlockStatistics => "block statistics",
        HealthCheck.IoStatus => "io-status",
        HealthCheck.SingleWriter => "single writer",
        HealthCheck.LunIdentity => "LUN identity",
        HealthCheck.VdpaBinding => "vdpa device bound",
        HealthCheck.MdevIdentity or HealthCheck.MdevState => "mdev",
        HealthCheck.Failover => "failover",
        HealthCheck.QemuExitCode => "QEMU's exit code",
        HealthCheck.QemuStandardError => "QEMU's standard error",
        HealthCheck.LoadRuns => "load",
        HealthCheck.LoadProgress => "load progress",
        HealthCheck.Data => "data",
        HealthCheck.Leaks => "leaks",
        _ => throw new UnreachableException($"there is no check {(int)check}"),
    };
}
