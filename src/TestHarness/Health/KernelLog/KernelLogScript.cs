using System.Globalization;

namespace TestHarness.Health.KernelLog;

/// <summary>
/// Makes the script that reads /dev/kmsg up to a marker. The script writes the marker itself, so that the read ends, which would
/// otherwise wait for the next record. It runs on dash with GNU tools and on busybox.
/// </summary>
internal static class KernelLogScript
{
    /// <summary>The beginning of every marker.</summary>
    public const string MarkerPrefix = "testharness-marker";

    /// <summary>The beginning of the line with the reason why the log cannot be read.</summary>
    public const string RefusalPrefix = "refused: ";

    /// <summary>A cursor after every record: only the marker itself is printed.</summary>
    public const long OnlyMarker = long.MaxValue;

    /// <summary>A cursor before every record: the whole log is printed.</summary>
    public const long FromStart = -1;

    // The second marker is for busybox's sed, which reads one line more before it quits. When a log overwrites its marker at
    // once, sed would not end: the shell's own timeout ends it.
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

    /// <summary>Returns the text of a marker.</summary>
    public static string Marker(string nonce) => $"{MarkerPrefix} {nonce}";

    /// <summary>Returns the script.</summary>
    /// <param name="cursor">
    /// The first record that is printed; only the marker is printed when the log no longer has that record.
    /// </param>
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
