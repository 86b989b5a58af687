using System.Globalization;
using System.Text.RegularExpressions;

namespace TestHarness.Environments;

/// <summary>A pattern of kernel log records that are known and accepted until a date.</summary>
/// <param name="Pattern">The pattern, which may match anywhere in a record's text.</param>
/// <param name="Expires">The last day (UTC) on which the entry applies.</param>
/// <param name="Scope">The owner of the logs to which the entry applies; null when it applies to guests and hosts.</param>
public sealed record AllowEntry(Regex Pattern, string Reason, DateOnly Expires, KernelLogOwner? Scope = null)
{
    /// <summary>Returns whether the entry accepts a record of this text in the log of a guest or of a host.</summary>
    public bool Covers(string text, KernelLogOwner owner) => (Scope ?? owner) == owner && Pattern.IsMatch(text);

    /// <summary>Returns whether the entry's last day is over.</summary>
    public bool HasExpired(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime) > Expires;

    /// <summary>Parses the pattern of an entry.</summary>
    /// <exception cref="ArgumentException">The pattern is not a regular expression, or needs backtracking.</exception>
    public static Regex ParsePattern(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException exception)
        {
            throw new ArgumentException(
                "look-around, back references and atomic groups cannot be used here", nameof(pattern), exception);
        }
    }

    internal string ExpiryNote() =>
        $"its allow-list entry '{Pattern}' ({Reason}) expired on {Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
}
