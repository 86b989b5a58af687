using System.IO.Enumeration;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The treatment of some keys of an option.</summary>
/// <param name="Keys">
/// The keys, separated by blanks; '*' stands for any text. QEMU reads '_' as '-' in many places, and so do these rules.
/// </param>
/// <param name="Kind">The kind that the value must have; null when the key is not taken over.</param>
/// <param name="Reason">The reason why the keys are dropped or refused; empty for keys that are taken over.</param>
/// <param name="Repeats">Whether QEMU reads every value of a repeated key, and not only the last one.</param>
internal sealed record KeyRule(string Keys, Disposition Disposition, ValueKind? Kind, string Reason, bool Repeats = false)
{
    private readonly string[] _patterns = Keys.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Makes a rule that takes keys over.</summary>
    public static KeyRule Take(ValueKind kind, string keys) => new(keys, Disposition.TakenOver, kind, "");

    /// <summary>Makes a rule that takes every value of repeated keys over.</summary>
    public static KeyRule TakeEach(ValueKind kind, string keys) => new(keys, Disposition.TakenOver, kind, "", Repeats: true);

    /// <summary>Makes a rule that drops keys.</summary>
    public static KeyRule Drop(string reason, string keys) => new(keys, Disposition.Dropped, null, reason);

    /// <summary>Makes a rule that refuses keys.</summary>
    public static KeyRule Refuse(string reason, string keys) => new(keys, Disposition.Refused, null, reason);

    /// <summary>Returns whether the rule is for a key.</summary>
    public bool Covers(string key)
    {
        var name = key.Replace('_', '-');
        return _patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));
    }
}
