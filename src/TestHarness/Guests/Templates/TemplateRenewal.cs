using System.Globalization;
using System.Security.Cryptography;
using TestHarness.Failures;

namespace TestHarness.Guests.Templates;

/// <summary>
/// Gives a guest from a template its own clock, random numbers and partitions, which all guests of the template would share
/// otherwise.
/// </summary>
internal static class TemplateRenewal
{
    /// <summary>The number of random bytes, which the guest's program reseed reads as 64 hexadecimal digits.</summary>
    private const int SeedBytes = 32;

    /// <summary>
    /// Renews clock, random numbers and partitions. A guest without the program reseed has a device vmgenid, by which its kernel
    /// renews the random numbers itself. The kernel drops the blocks of a disk that nobody has open, and keeps its
    /// partitions.
    /// </summary>
    /// <exception cref="HarnessException">
    /// Class guest-health: the guest did not answer in time, or could not renew them.
    /// </exception>
    public static async Task RunAsync(IGuestShell shell, string disk, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var seed = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SeedBytes));
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var result = await shell.RunAsync(
            $"""
            set -e
            date -u -s @{now} > /dev/null
            ! command -v reseed > /dev/null || printf %s {seed} | reseed > /dev/urandom
            blockdev --rereadpt {disk}
            """,
            timeout,
            cancellationToken);
        if (result.ExitCode != 0)
            throw new HarnessException(
                FailureClass.GuestHealth, $"a guest from a template could not be renewed: {result.Output.Trim()}");
    }
}
