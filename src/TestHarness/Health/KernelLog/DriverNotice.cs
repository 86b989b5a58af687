using System.Text.RegularExpressions;

namespace TestHarness.Health.KernelLog;

/// <summary>A text that a driver logs as an error or a warning, although it reports no fault.</summary>
/// <param name="Driver">The driver or subsystem that logs the text.</param>
/// <param name="Level">The most severe level at which the text is a notice: 3 or 4.</param>
/// <param name="Source">The file in Linux, and the function where that helps.</param>
internal sealed record DriverNotice(string Driver, int Level, string Pattern, string Source)
{
    private readonly Regex _pattern = new(Pattern, RegexOptions.CultureInvariant);

    /// <summary>Returns whether a record is this notice.</summary>
    public bool Covers(in KernelLogLine line) => line.Level >= Level && _pattern.IsMatch(line.Text);
}
