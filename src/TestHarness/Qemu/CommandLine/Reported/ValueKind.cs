using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>A kind of value that is taken over. No kind allows a path, a network address or a program.</summary>
/// <param name="Expected">The kind in words, for messages.</param>
internal sealed partial record ValueKind(string Expected, Predicate<string> Fits)
{
    public static ValueKind Plain { get; } = new("on, off, auto, a number or a size", value => PlainText().IsMatch(value));

    /// <summary>An id or a bus; QEMU allows letters, digits, '-', '.' and '_' in an id.</summary>
    public static ValueKind Name { get; } =
        new("a name of letters, digits, '.', '_' and '-'", value => NameText().IsMatch(value));

    /// <summary>A text for the guest, for example a serial number.</summary>
    public static ValueKind Text { get; } = new(
        "a text of at most 256 characters that is not a path",
        value => value.Length <= 256 && !value.Any(char.IsControl) && !PathText().IsMatch(value));

    public static ValueKind Nothing { get; } = new("no value", value => value.Length == 0);

    public static ValueKind Mac { get; } = new("a MAC address", value => MacText().IsMatch(value));

    /// <summary>A place on a bus: PCI <c>0x3.0x1</c>, USB <c>1.2</c>, channel I/O <c>fe.0.0001</c>.</summary>
    public static ValueKind Place { get; } = new("a place on a bus, as in 0x3.0x1", value => PlaceText().IsMatch(value));

    public static ValueKind Uuid { get; } = new("a UUID", value => value == "auto" || Guid.TryParseExact(value, "D", out _));

    public static ValueKind Date { get; } = new("utc, localtime or a date", value => DateText().IsMatch(value));

    /// <summary>A name in QEMU's fw_cfg, as in <c>opt/org.example/key</c>.</summary>
    public static ValueKind FirmwareName { get; } =
        new("a fw_cfg name as in opt/org.example/key", value => FirmwareNameText().IsMatch(value));

    /// <summary>Makes a kind of some words.</summary>
    /// <param name="words">The words, separated by blanks; plain values are accepted too.</param>
    public static ValueKind OneOf(string words)
    {
        var all = words.Split(' ');
        return new ValueKind($"one of {string.Join(", ", all)}", value => all.Contains(value) || Plain.Fits(value));
    }

    [GeneratedRegex("""
        \A(?:on|off|auto|yes|no|true|false|default
        |-?[0-9]{1,20}(?:\.[0-9]{1,9})?(?:[kKmMgGtTpPeE][iI]?)?[bB]?
        |0x[0-9a-fA-F]{1,16})\z
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex PlainText();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.+-]{0,127}\z")]
    private static partial Regex NameText();

    [GeneratedRegex(@"(?<![A-Za-z0-9_)])[/\\]")]
    private static partial Regex PathText();

    [GeneratedRegex(@"\A[0-9a-fA-F]{2}(?:[:-][0-9a-fA-F]{2}){5}\z")]
    private static partial Regex MacText();

    [GeneratedRegex(@"\A[0-9a-fA-Fx.]{1,24}\z")]
    private static partial Regex PlaceText();

    [GeneratedRegex(@"\A(?:utc|localtime|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:T[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2})?)\z")]
    private static partial Regex DateText();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_][A-Za-z0-9_.-]*)+\z")]
    private static partial Regex FirmwareNameText();
}
