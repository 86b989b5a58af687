using System.Globalization;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Load;

namespace TestHarness.Devices.Mdev.Echo;

/// <summary>
/// Numbered lines that the guest sends over a serial port whose other end (mtty) sends back what it receives. Each line must come
/// back unchanged before the guest sends the next one. No line is under way during a migration. mtty has no eventfd to unmask its
/// INTx, so that QEMU takes the interrupt itself and does not migrate that it has yet to lower it; the destination's guest would
/// be interrupted forever.
/// </summary>
/// <remarks>Linux samples/vfio-mdev/mtty.c.</remarks>
public sealed class SerialEcho
{
    /// <summary>The PCI vendor and device of the card.</summary>
    private const string Card = "0x4348:0x3253";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const int First = 1000000;

    private const string Script = """
        for tty in /sys/class/tty/ttyS*; do
            [ "$(cat "$tty/device/vendor" 2>/dev/null):$(cat "$tty/device/device" 2>/dev/null)" != CARD ] || break
            tty=
        done
        [ -n "$tty" ] || { echo "there is no serial port of the card CARD"; exit 1; }
        stty -F "/dev/${tty##*/}" raw -echo clocal -crtscts || exit
        exec 3<> "/dev/${tty##*/}"
        line=FIRST
        until [ -e stop ]; do
            PAUSE
            line=$((line + 1))
            echo $line >&3
            read -r -t 20 back <&3 || { echo "$line did not come back within 20 s"; exit 1; }
            [ "$back" = $line ] || { echo "$line was sent, $back came back"; exit 1; }
            echo $line > back
        done
        """;

    private static readonly string Text = Script
        .Replace("CARD", Card, StringComparison.Ordinal)
        .Replace("FIRST", $"{First}", StringComparison.Ordinal)
        .Replace("PAUSE", GuestJob.PausePoint, StringComparison.Ordinal);

    private readonly GuestJob _job;

    private SerialEcho(GuestJob job) => _job = job;

    /// <summary>Starts the guest's script, and waits until the first line has come back.</summary>
    /// <exception cref="HarnessException">Class data: the guest has no such serial port, or no line came back.</exception>
    public static async Task<SerialEcho> StartAsync(IGuestShell shell, CancellationToken cancellationToken = default)
    {
        var job = await GuestJob.StartAsync(shell, "serial", Text, cancellationToken);
        var echo = new SerialEcho(job);
        await echo.CheckAsync(cancellationToken);
        return echo;
    }

    /// <summary>Stops the guest's lines once the last one has come back.</summary>
    /// <exception cref="HarnessException">Class data: a line was lost or damaged.</exception>
    public Task PauseAsync(CancellationToken cancellationToken = default) => _job.PauseAsync("back", Patience, cancellationToken);

    /// <summary>Continues after a pause, and waits until another line has come back.</summary>
    /// <exception cref="HarnessException">Class data: no line came back.</exception>
    public async Task ResumeAsync(CancellationToken cancellationToken = default)
    {
        await _job.ResumeAsync(cancellationToken);
        await CheckAsync(cancellationToken);
    }

    /// <summary>Waits until another line has come back.</summary>
    /// <returns>The number of lines that have come back.</returns>
    /// <exception cref="HarnessException">Class data: a line was lost or damaged, or none came back.</exception>
    public async Task<int> CheckAsync(CancellationToken cancellationToken = default)
    {
        const string Next = """
            last=$(cat back 2>/dev/null)
            now=
            until [ -e exit ] || { now=$(cat back 2>/dev/null); [ -n "$now" ] && [ "$now" != "$last" ]; }; do sleep 0.02; done
            echo "$now"
            """;
        return int.Parse((await _job.RunAsync(Next, Patience, cancellationToken)).Trim(), CultureInfo.InvariantCulture) - First;
    }
}
