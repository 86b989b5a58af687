using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Devices.Vdpa;

/// <summary>Who has a vdpa device: it can be opened once, and libblkio calls a second open an input/output error.</summary>
public static class VdpaUse
{
    /// <summary>$1: the character device. The text of the kernel's error is the C library's.</summary>
    private const string Open = """LC_ALL=C exec dd if="$1" of=/dev/null count=0""";

    /// <summary>
    /// Tries to open the device, which for that moment nobody else can: not while a QEMU may be about to, see
    /// <see cref="DeviceHolder.FindAsync"/>.
    /// </summary>
    /// <returns>Null where it can be opened; else <c>busy: held by …</c>, or what the kernel said.</returns>
    public static async Task<string?> WhyBusyAsync(
        IHost host, string characterDevice, CancellationToken cancellationToken = default)
    {
        var opened = await host.RunAsync(Command.Shell(Open, characterDevice), cancellationToken);
        if (opened.Succeeded)
            return null;
        if (!opened.StandardError.Contains("Device or resource busy", StringComparison.Ordinal))
            return opened.StandardError.Trim();

        return await FindHoldersAsync(host, characterDevice, cancellationToken)
            ?? $"busy: {characterDevice} is held by a process that cannot be seen from here";
    }

    /// <summary>Looks for the processes that have the device open, without opening it.</summary>
    /// <returns><c>busy: … is held by …</c>; null when no process is seen to have it open.</returns>
    public static async Task<string?> FindHoldersAsync(
        IHost host, string characterDevice, CancellationToken cancellationToken = default)
    {
        var holders = await DeviceHolder.FindAsync(host, [characterDevice], cancellationToken);
        return holders.IsEmpty ? null : $"busy: {characterDevice} is held by {string.Join(", ", holders)}";
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
