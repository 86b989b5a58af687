using System.Globalization;
using TestHarness.Guests;

namespace TestHarness.Load;

/// <summary>Makes the script with which a guest writes stamped blocks.</summary>
internal static class StampedScript
{
    /// <summary>
    /// The files with the number of blocks written, and with the number of those before which the guest was slowed since the last
    /// pause.
    /// </summary>
    public const string Counts = "written slowed";

    /// <summary>
    /// The number of blocks between the request for a pause and the pause, so that some are written after the switchover before
    /// the pause.
    /// </summary>
    private const int BlocksBeforePause = 4;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Returns the script. The nearer the guest comes to the last block that it may write, the longer it waits before each: a
    /// slow load still shows a stall of the disk, a stopped load does not.
    /// </summary>
    public static string Of(string device, Stamps stamps) => $$"""
        n=0 more=0 waits=0
        echo $n > written
        echo $waits > slowed
        echo {{stamps.Slots}} > limit
        until [ -e stop ] && [ $n -gt 0 ]; do
            read -r limit < limit
            room=$((limit - n))
            if [ -e pause ] && { [ $more -ge {{BlocksBeforePause}} ] || [ $room -le 0 ]; }; then
            {{GuestJob.PausePoint}}
                more=0 waits=0
                continue
            fi
            [ ! -e pause ] || more=$((more + 1))
            delay=
            [ $((room * 2)) -ge {{stamps.Slots}} ] || delay=0.05
            [ $((room * 4)) -ge {{stamps.Slots}} ] || delay=0.2
            [ $((room * 8)) -ge {{stamps.Slots}} ] || delay=1
            if [ $delay ]; then
                waits=$((waits + 1))
                echo $waits > slowed
                sleep $delay
                [ $room -gt 0 ] || continue
            fi
            n=$((n + 1))
            yes "{{stamps.Nonce}} $n" | head -c {{Stamps.BlockSize}} |
                dd of={{device}} bs={{Stamps.BlockSize}} seek=$((n % {{stamps.Slots}})) \
                    iflag=fullblock oflag=direct conv=notrunc 2> error ||
                { echo $?; cat error; exit 1; }
            echo $n > written
        done
        """;

    /// <summary>Returns a script that allows the blocks up to this one.</summary>
    public static string Allow(long block) => $"echo 0 > slowed; echo {block} > limit";

    /// <summary>Reads the size of a device.</summary>
    /// <returns>The size in bytes; 0 for a device that does not exist, which the load itself reports.</returns>
    public static async Task<long> SizeAsync(IGuestShell guest, string device, CancellationToken cancellationToken)
    {
        var script = $"cat /sys/class/block/{Path.GetFileName(device)}/size 2> /dev/null";
        var result = await guest.RunAsync(script, Bound, cancellationToken);
        return result.ExitCode == 0 ? long.Parse(result.Output.Trim(), CultureInfo.InvariantCulture) * 512 : 0;
    }
}
