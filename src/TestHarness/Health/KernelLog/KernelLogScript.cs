using System.Globalization;

namespace TestHarness.Health.KernelLog;

/// <summary>
/// The script that reads /dev/kmsg up to a marker that it writes there itself, so that the read, which would otherwise
/// wait for the next record, ends. It runs on dash with GNU tools and on busybox.
/// </summary>
internal static class KernelLogScript
{
    public const string MarkerPrefix = "testharness-marker";

    public const string RefusalPrefix = "refused: ";

    /// <summary>Later than every record: only the marker itself is printed.</summary>
    public const long OnlyMarker = (1L << 53) - 1;

    // The second marker is for busybox's sed, which reads one line further before it quits. `timeout` is for a log whose
    // marker was overwritten at once: sed would wait for a marker that does not come.
    private const string Text =
        """
        (
        no() { echo "refused: $1"; exit 3; }
        [ -c /dev/kmsg ] || no 'there is no device /dev/kmsg'
        e=$( { : </dev/kmsg; } 2>&1 ) || no "$e"
        [ "$(cat /proc/sys/kernel/printk_devkmsg 2>/dev/null)" != off ] || no 'kernel.printk_devkmsg is off, so no marker can be written'
        e=$( { echo '<7>@MARKER@' >/dev/kmsg && echo '<7>@MARKER@' >/dev/kmsg; } 2>&1 ) || no "$e"
        timeout @SECONDS@ sed '/@MARKER@/q' /dev/kmsg | awk -F '[,;]' -v c=@CURSOR@ '/^ / { next } $2 + 0 > c || /@MARKER@/'
        )
        """;

    public static string Marker(string nonce) => $"{MarkerPrefix} {nonce}";

    public static string Build(string marker, long cursor, TimeSpan timeout) => Text
        .Replace("@MARKER@", marker, StringComparison.Ordinal)
        .Replace("@CURSOR@", cursor.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("@SECONDS@", ((int)timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
