using System.IO.Enumeration;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>What becomes of some keys of an option.</summary>
/// <param name="Keys">
/// Separated by blanks; '*' stands for any text. QEMU reads '_' as '-' in many places, and so is it read here.
/// </param>
/// <param name="Kind">What the value must be; null when the key is not taken over.</param>
/// <param name="Reason">Why the keys are dropped or refused; empty for keys that are taken over.</param>
/// <param name="Repeats">QEMU reads every value of a repeated key, not only the last.</param>
internal sealed record KeyRule(string Keys, Disposition Disposition, ValueKind? Kind, string Reason, bool Repeats = false)
{
    private readonly string[] _patterns = Keys.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    public static KeyRule Take(ValueKind kind, string keys) => new(keys, Disposition.TakenOver, kind, "");

    public static KeyRule TakeEach(ValueKind kind, string keys) => new(keys, Disposition.TakenOver, kind, "", Repeats: true);

    public static KeyRule Drop(string reason, string keys) => new(keys, Disposition.Dropped, null, reason);

    public static KeyRule Refuse(string reason, string keys) => new(keys, Disposition.Refused, null, reason);

    public bool Covers(string key)
    {
        var name = key.Replace('_', '-');
        return _patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));
    }
}
