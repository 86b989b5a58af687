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
    public const long OnlyMarker = long.MaxValue;

    /// <summary>Before every record: all of the log is printed.</summary>
    public const long FromStart = -1;

    // The second marker is for busybox's sed, which reads one line further before it quits. A log whose marker was overwritten at once
    // would hold sed up: the shell's own timeout ends it.
    private const string Text =
        """
        (
        no() { echo "refused: $1"; exit 3; }
        [ -c /dev/kmsg ] || no 'there is no device /dev/kmsg'
        e=$( { : </dev/kmsg; } 2>&1 ) || no "$e"
        mode=; [ ! -r /proc/sys/kernel/printk_devkmsg ] || read -r mode < /proc/sys/kernel/printk_devkmsg
        [ "$mode" != off ] || no 'kernel.printk_devkmsg is off, so no marker can be written'
        e=$( { echo '<7>@MARKER@' >/dev/kmsg && echo '<7>@MARKER@' >/dev/kmsg; } 2>&1 ) || no "$e"
        sed -n '@FROM@/@MARKER@/p;/@MARKER@/q' /dev/kmsg
        )
        """;

    public static string Marker(string nonce) => $"{MarkerPrefix} {nonce}";

    /// <param name="cursor">Printed are this record and those after it; nothing but the marker if the record is no longer there.</param>
    public static string Build(string marker, long cursor) => Text
        .Replace("@FROM@", From(cursor), StringComparison.Ordinal)
        .Replace("@MARKER@", marker, StringComparison.Ordinal);

    private static string From(long cursor) => cursor switch
    {
        OnlyMarker => "",
        FromStart => "1,",
        _ => string.Create(CultureInfo.InvariantCulture, $"/^[0-9]*,{cursor},/,"),
    };
}
