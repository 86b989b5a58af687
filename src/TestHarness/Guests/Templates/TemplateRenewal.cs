using System.Globalization;
using System.Security.Cryptography;
using TestHarness.Failures;

namespace TestHarness.Guests.Templates;

/// <summary>
/// Gives a guest from a template what all guests of the template would share otherwise: clock, random numbers, partitions.
/// </summary>
internal static class TemplateRenewal
{
    /// <summary>As 64 hexadecimal digits they are what the guest's program reseed reads.</summary>
    private const int SeedBytes = 32;

    /// <summary>Renews them. The kernel drops the blocks of a disk that nobody has open, and keeps its partitions.</summary>
    /// <exception cref="HarnessException">Class guest-health: the guest did not answer in time, or could not do it.</exception>
    public static async Task RunAsync(IGuestShell shell, string disk, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var seed = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SeedBytes));
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var result = await shell.RunAsync(
            $"""
            set -e
            date -u -s @{now} > /dev/null
            printf %s {seed} | reseed > /dev/urandom
            blockdev --rereadpt {disk}
            """,
            timeout,
            cancellationToken);
        if (result.ExitCode != 0)
            throw new HarnessException(
                FailureClass.GuestHealth, $"a guest from a template could not be renewed: {result.Output.Trim()}");
    }
}
