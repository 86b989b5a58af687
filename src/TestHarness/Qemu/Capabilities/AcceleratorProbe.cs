using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Qemu.Capabilities;

/// <summary>
/// Chooses KVM only when a guest really runs under it: a /dev/kvm that can be opened may still hang every guest. The result of a
/// trial is kept in the host's cache until the host boots or QEMU changes.
/// </summary>
public static class AcceleratorProbe
{
    private const string Device = "/dev/kvm";
    private const int NoDevice = 90;
    private const int NoPermission = 91;
    private const int TimedOut = 124;
    private const int KilledAfterTimeout = 137;

    private const string Script = """
        accelerator=$1 bound=$2 device=$3
        shift 3
        if [ "$accelerator" = kvm ]; then
          [ -e "$device" ] || exit 90
          [ -r "$device" ] && [ -w "$device" ] || exit 91
        fi
        folder=$(mktemp -d) || exit
        trap 'rm -rf "$folder"' EXIT
        trap 'exit 1' HUP INT TERM
        cat > "$folder/guest" || exit
        timeout -k 1 "$bound" "$@" -accel "$accelerator" -bios "$folder/guest"
        """;

    /// <summary>The time limit of the trial guest.</summary>
    public static TimeSpan DefaultBound { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Tries a guest under KVM, or reads the result of an earlier trial.</summary>
    /// <param name="bound">The time limit of the trial guest; 5 s unless given.</param>
    /// <exception cref="HarnessException">Class preflight: no guest runs under TCG either.</exception>
    public static Task<AcceleratorChoice> ChooseAsync(
        IHost host, QemuBinary binary, TimeSpan? bound = null, CancellationToken cancellationToken = default) =>
        ChooseAsync(host, binary, Device, bound, cancellationToken);

    /// <param name="device">The file by which the host offers KVM.</param>
    internal static async Task<AcceleratorChoice> ChooseAsync(
        IHost host, QemuBinary binary, string device, TimeSpan? bound, CancellationToken cancellationToken)
    {
        if (binary.Architecture != "x86_64")
            return new AcceleratorChoice(
                "tcg", $"KVM is tried with a 64-bit x86 guest, and {binary.Path} emulates {binary.Architecture}");

        var cache = new HostCache(host);
        var key = $"accelerator-1-{binary.Fingerprint}.json";
        if (await cache.ReadAsync<AcceleratorChoice>(key, cancellationToken).ConfigureAwait(false) is { } known)
            return known;

        var limit = bound ?? DefaultBound;
        var whyNot = await TryAsync(host, binary, "kvm", device, limit, cancellationToken).ConfigureAwait(false);
        var choice = whyNot is null ? new AcceleratorChoice("kvm", null) : new AcceleratorChoice("tcg", whyNot.Reason);
        if (whyNot is not null
            && await TryAsync(host, binary, "tcg", device, DefaultBound, cancellationToken).ConfigureAwait(false) is { } broken)
        {
            throw new HarnessException(
                FailureClass.Preflight, $"{binary.Path} on {host.Name} runs no guest: {whyNot.Reason}; {broken.Reason}");
        }

        if (whyNot is not { MayChange: true })
            await cache.WriteAsync(key, choice, cancellationToken).ConfigureAwait(false);
        return choice;
    }

    /// <returns>The obstacle; null when the guest ran.</returns>
    private static async Task<Obstacle?> TryAsync(
        IHost host, QemuBinary binary, string accelerator, string device, TimeSpan bound, CancellationToken cancellationToken)
    {
        var seconds = bound.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        using var guest = new MemoryStream(ProbeGuest.Image());
        var command = Command.Shell(Script, [accelerator, seconds, device, binary.Path, .. ProbeGuest.Arguments])
            .WithStandardInput(guest)
            .WithTimeout(bound + TimeSpan.FromSeconds(10));
        CommandResult result;
        try
        {
            result = await host.RunAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (HarnessException exception) when (exception.FailureClass == FailureClass.Provision)
        {
            return new Obstacle(
                $"QEMU under {accelerator} hung so hard that 'timeout -k' did not end it: {exception.Detail}", MayChange: false);
        }

        return result.ExitCode switch
        {
            ProbeGuest.ExitCode => null,
            NoDevice => new Obstacle(
                "there is no /dev/kvm; load kvm_intel or kvm_amd, or enable virtualization in the firmware", MayChange: true),
            NoPermission => new Obstacle(
                "/dev/kvm may not be opened by this user; add the user to the group kvm", MayChange: true),
            TimedOut or KilledAfterTimeout => new Obstacle(
                $"a guest of a few instructions did not run to its end under {accelerator} within {seconds} s", MayChange: false),
            _ => new Obstacle(
                $"QEMU ran no guest under {accelerator} (exit code {result.ExitCode}): {LastLine(result.StandardError)}",
                MayChange: false),
        };
    }

    private static string LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault()
        ?? "it printed nothing";

    /// <param name="MayChange">
    /// Whether the user can remove the obstacle without a reboot; it is then looked for each time.
    /// </param>
    private sealed record Obstacle(string Reason, bool MayChange);
}
