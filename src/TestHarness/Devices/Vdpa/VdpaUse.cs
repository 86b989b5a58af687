using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Devices.Vdpa;

/// <summary>A process that has a vhost-vdpa character device open.</summary>
/// <param name="GuestName">What QEMU was given as <c>-name</c>; null where nothing was.</param>
public sealed record VdpaHolder(int ProcessId, string Program, string? GuestName)
{
    public override string ToString() => $"{Program} pid {ProcessId}" + (GuestName is null ? "" : $" (name {GuestName})");
}

/// <summary>Who has a vdpa device: it can be opened once, and libblkio calls a second open an input/output error.</summary>
public static class VdpaUse
{
    /// <summary>$1: the character device. One line a process: pid, program and QEMU's -name, separated by tabs.</summary>
    private const string Holders = """
        for pid in $(find /proc/[0-9]*/fd -lname "$1" 2>/dev/null | cut -d/ -f3 | sort -nu); do
            words=$(tr '\0\n\t' '\n  ' < "/proc/$pid/cmdline" 2>/dev/null) || continue
            program=$(echo "$words" | head -n 1)
            name=$(echo "$words" | sed -n '/^-name$/{n;s/,.*//;s/^guest=//;p;q;}')
            printf '%s\t%s\t%s\n' "$pid" "${program##*/}" "$name"
        done
        """;

    /// <summary>$1: the character device. The text of the kernel's error is the C library's.</summary>
    private const string Open = """LC_ALL=C exec dd if="$1" of=/dev/null count=0""";

    /// <returns>The processes of the host that have the device open; none of those this user may not look into.</returns>
    public static async Task<ImmutableArray<VdpaHolder>> FindAsync(IHost host, string characterDevice, CancellationToken cancellationToken = default)
    {
        var result = (await host.RunAsync(Command.Shell(Holders, characterDevice), cancellationToken)).OrThrow(FailureClass.Provision);
        return [.. result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Select(
            fields => new VdpaHolder(int.Parse(fields[0], CultureInfo.InvariantCulture), fields[1], fields[2].Length == 0 ? null : fields[2]))];
    }

    /// <summary>Tries to open the device, which for that moment nobody else can: not while a QEMU may be about to, see <see cref="FindAsync"/>.</summary>
    /// <returns>Null where it can be opened; else <c>busy: held by …</c>, or what the kernel said.</returns>
    public static async Task<string?> WhyBusyAsync(IHost host, string characterDevice, CancellationToken cancellationToken = default)
    {
        var opened = await host.RunAsync(Command.Shell(Open, characterDevice), cancellationToken);
        if (opened.Succeeded)
            return null;
        if (!opened.StandardError.Contains("Device or resource busy", StringComparison.Ordinal))
            return opened.StandardError.Trim();

        var holders = await FindAsync(host, characterDevice, cancellationToken);
        return $"busy: {characterDevice} is held by {(holders.IsEmpty ? "a process that cannot be seen from here" : string.Join(", ", holders))}";
    }

    /// <summary>Looks behind a QEMU's failure to start on a device.</summary>
    /// <returns>The failure with its cause first, where the device cannot be opened; else the failure as it is.</returns>
    public static async Task<HarnessException> ExplainAsync(
        IHost host, string characterDevice, HarnessException failure, CancellationToken cancellationToken = default) =>
        failure.Detail.Contains(characterDevice, StringComparison.Ordinal)
        && await WhyBusyAsync(host, characterDevice, cancellationToken) is { } cause
            ? new HarnessException(failure.FailureClass, $"{cause}; {failure.Detail}", failure)
            : failure;
}
