using System.Globalization;
using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Versions;

namespace TestHarness.Environments.Reading;

/// <summary>The types of single values in environment files.</summary>
internal static partial class Scalars
{
    public static Scalar<string> Text { get; } =
        new("a text", (string text, out string value) => (value = text).Trim().Length > 0);

    public static Scalar<string> Name { get; } = Matching("a name of letters, digits, '.', '_' and '-'", NameFormat());

    public static Scalar<string> Capability { get; } =
        Matching("a capability: lower-case letters, digits and '-'", CapabilityFormat());

    /// <summary>A word that becomes an argument of ssh, so that it must not look like an option.</summary>
    public static Scalar<string> SshWord { get; } = Matching("a word without spaces that does not start with '-'", SshFormat());

    public static Scalar<string> SshHost { get; } =
        Matching(
            "a host name, an address or an alias of an OpenSSH configuration, which does not start with '-'", SshHostFormat());

    public static Scalar<string> Variable { get; } = Matching("the name of an environment variable", VariableFormat());

    public static Scalar<string> AbsolutePath { get; } =
        Matching("a full path on the hosts (it starts with '/')", AbsoluteFormat());

    public static Scalar<string> PciAddress { get; } = Matching("a PCI address such as 0000:01:00.0", PciFormat());

    public static Scalar<InterfaceAddress> InterfaceAddress { get; } =
        new(Environments.InterfaceAddress.Expected, Environments.InterfaceAddress.TryParse);

    public static Scalar<bool> Switch { get; } = new("true or false", bool.TryParse);

    public static Scalar<ByteSize> Size { get; } =
        new("a size such as 512MiB or 1GiB", (string text, out ByteSize value) =>
            ByteSize.TryParse(text, out value) && value.Bytes > 0);

    public static Scalar<ByteSize> Limit { get; } = new(
        $"a size of at least {LimitSettings.Smallest}",
        (string text, out ByteSize value) => ByteSize.TryParse(text, out value) && value >= LimitSettings.Smallest);

    public static Scalar<TimeSpan> Timeout { get; } =
        new("a duration such as 30s, 2m or 1m30s", (string text, out TimeSpan value) =>
            Duration.TryParse(text, out value) && value > TimeSpan.Zero);

    public static Scalar<double> Factor { get; } = new("a number above 0", (string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
        && value > 0 && double.IsFinite(value));

    public static Scalar<double> Multiple { get; } = new("a number from 1 to 1000", (string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
        && value is >= 1 and <= 1000);

    public static Scalar<DateOnly> Date { get; } = new("a date such as 2031-12-31", (string text, out DateOnly value) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value));

    public static Scalar<string> Check { get; } = new(
        $"a check: {string.Join(", ", HealthCheckText.All)}",
        (string text, out string value) => HealthCheckText.All.Contains(value = text));

    public static Scalar<Regex> Pattern { get; } =
        new("a regular expression without look-around and back references", TryPattern);

    public static Scalar<VersionInterval> Versions { get; } = new(
        "versions such as '>=7.2.0,<8' (within quotes, as YAML has a meaning of its own for >)",
        (string text, out VersionInterval value) => (value = VersionInterval.Parse(text, out _)!) is not null);

    /// <summary>Makes the type of whole numbers in a range.</summary>
    public static Scalar<int> Integer(int from, int to) => new(
        $"a whole number from {from} to {to}", (string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= from && value <= to);

    /// <summary>Makes the type of the names of an enum's values, in lower case.</summary>
    public static Scalar<T> Choice<T>()
        where T : struct, Enum
    {
        var names = Enum.GetNames<T>().Select(name => name.ToLowerInvariant()).ToList();
        return new($"{string.Join(", ", names.SkipLast(1))} or {names[^1]}", (string text, out T value) =>
            Enum.TryParse(text, ignoreCase: true, out value) && names.Contains(text));
    }

    private static Scalar<string> Matching(string expected, Regex format) =>
        new(expected, (string text, out string value) => format.IsMatch(value = text));

    private static bool TryPattern(string text, out Regex pattern)
    {
        try
        {
            pattern = AllowEntry.ParsePattern(text);
            return text.Length > 0;
        }
        catch (ArgumentException)
        {
            // The caller reports the pattern as a mistake in the environment file.
            pattern = null!;
            return false;
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex NameFormat();

    [GeneratedRegex(@"\A[a-z][a-z0-9-]*\z")]
    private static partial Regex CapabilityFormat();

    [GeneratedRegex(@"\A[^-\s\p{C}][^\s\p{C}]*\z")]
    private static partial Regex SshFormat();

    [GeneratedRegex(@"\A([A-Za-z0-9._:%][A-Za-z0-9._:%-]*|\[[0-9A-Fa-f:.]+(%[A-Za-z0-9._-]+)?\])\z")]
    private static partial Regex SshHostFormat();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex VariableFormat();

    [GeneratedRegex(@"\A[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]\z")]
    private static partial Regex PciFormat();

    [GeneratedRegex(@"\A/[^\p{C}]*\z")]
    private static partial Regex AbsoluteFormat();
}
