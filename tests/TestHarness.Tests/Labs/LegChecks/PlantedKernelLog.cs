using System.Text.RegularExpressions;
using TestHarness.Health.KernelLog;
using TestHarness.Hosts;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>
/// A host's kernel log in memory: a record in the real one would be a finding of every other run on this machine.
/// </summary>
internal sealed partial class PlantedKernelLog
{
    private const int User = 1 << 3;

    private readonly List<string> _records = [];

    /// <summary>Whether the log cannot be read now.</summary>
    public bool IsRefused { get; set; }

    /// <summary>The error that the kernel logs after the next look at its log; null for none.</summary>
    public string? Late { get; set; }

    /// <param name="level">0 to 7; 3 is an error.</param>
    public void Log(int level, string text)
    {
        lock (_records)
            _records.Add($"{User + level},{_records.Count},{_records.Count * 1000},-;{text}");
    }

    /// <summary>Answers <see cref="KernelLogScript"/>: logs its marker and prints the whole log.</summary>
    public string? Answer(Command command)
    {
        if (command.Arguments.Select(word => Marker().Match(word)).FirstOrDefault(match => match.Success) is not { } marker)
            return null;

        if (IsRefused)
            return $"{KernelLogScript.RefusalPrefix}planted refusal\n";

        Log(7, marker.Groups[1].Value);
        string answer;
        lock (_records)
            answer = string.Join('\n', _records) + "\n";
        if (Late is { } late)
            Log(3, late);
        Late = null;
        return answer;
    }

    [GeneratedRegex($"echo '<7>({KernelLogScript.MarkerPrefix} [0-9a-f]+)'")]
    private static partial Regex Marker();
}
