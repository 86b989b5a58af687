using TestHarness.Devices.Mdev.Trees;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Devices.Mdev.Matching;

/// <summary>The check whether a guest can migrate from one mdev to another, before a QEMU starts on the destination.</summary>
public static class MdevMatch
{
    /// <inheritdoc cref="CheckAsync(MdevTree, Guid, MdevTree, Guid, CancellationToken)"/>
    public static Task<MdevComparison> CheckAsync(
        IHost source, Guid sourceUuid, IHost destination, Guid destinationUuid, CancellationToken cancellationToken = default) =>
        CheckAsync(new HostMdevTree(source), sourceUuid, new HostMdevTree(destination), destinationUuid, cancellationToken);

    /// <summary>Compares two mdevs, and checks that no process has the destination's open.</summary>
    /// <returns>A comparison whose verdict is same or compatible.</returns>
    /// <exception cref="HarnessException">
    /// Class preflight: the guest would see a difference (the message has each attribute with both values, and the table), an
    /// mdev is not there or is below another parent than mdevctl defines, or a process has the destination's mdev open.
    /// </exception>
    public static async Task<MdevComparison> CheckAsync(
        MdevTree source,
        Guid sourceUuid,
        MdevTree destination,
        Guid destinationUuid,
        CancellationToken cancellationToken = default)
    {
        var looks = await Task.WhenAll(
            source.LookAsync(sourceUuid, cancellationToken), destination.LookAsync(destinationUuid, cancellationToken));
        var (from, to) = (MdevPresence.Require(looks[0], "source"), MdevPresence.Require(looks[1], "destination"));
        var comparison = MdevComparison.Of(from, to);
        if (comparison.Verdict == MdevVerdict.Different)
            throw new HarnessException(
                FailureClass.Preflight,
                $"mdev {sourceUuid} of {from.Host} cannot be migrated to mdev {destinationUuid} of {to.Host}: "
                + $"{Reasons(comparison.Differences)}\n" +
                string.Join('\n', comparison.Table()));

        var holders = await destination.HoldersAsync(looks[1], cancellationToken);
        return holders.IsEmpty
            ? comparison
            : throw new HarnessException(
                FailureClass.Preflight,
                $"mdev {destinationUuid} of the destination {to.Host} is in use: {string.Join(", ", holders)} holds it open; " +
                "end that first, or choose another mdev");
    }

    /// <summary>Writes the differences that prevent a migration, each attribute with both values.</summary>
    public static string Reasons(IEnumerable<MdevDifference> differences) =>
        string.Join("; ", differences.Where(row => row.Prevents).Select(row =>
        $"{row.Attribute} is '{row.Source}' on the source and '{row.Destination}' on the destination"));
}
