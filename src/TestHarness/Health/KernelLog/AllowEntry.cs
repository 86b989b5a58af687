using System.Globalization;
using System.Text.RegularExpressions;

namespace TestHarness.Health.KernelLog;

/// <summary>Whose kernel log is meant.</summary>
public enum KernelLogOwner
{
    Guest,
    Host,
}

/// <summary>A record that is known and accepted until a date.</summary>
/// <param name="Pattern">Matched anywhere in a record's text.</param>
/// <param name="Expires">The last day (UTC) on which the entry applies.</param>
/// <param name="Scope">Whose log the entry is for; both guests' and hosts' where null.</param>
public sealed record AllowEntry(Regex Pattern, string Reason, DateOnly Expires, KernelLogOwner? Scope = null)
{
    public bool Covers(KernelLogRecord record, KernelLogOwner owner) => (Scope ?? owner) == owner && Pattern.IsMatch(record.Text);

    public bool HasExpired(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime) > Expires;

    /// <exception cref="ArgumentException">The pattern is not a regular expression, or one that needs backtracking.</exception>
    public static Regex ParsePattern(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException e)
        {
            throw new ArgumentException("look-around, back references and atomic groups cannot be used here", nameof(pattern), e);
        }
    }

    internal string ExpiryNote() =>
        $"its allow-list entry '{Pattern}' ({Reason}) expired on {Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
}
