using System.Collections.Immutable;
using System.IO.Enumeration;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>Names, or patterns of names with '*', each with a reason.</summary>
internal sealed class NameRules(params ImmutableArray<(string Reason, string Names)> rules)
{
    /// <summary>Finds the rule of a name.</summary>
    /// <returns>The reason of the first rule that has the name; null when none has.</returns>
    public string? Find(string name) => rules
        .Where(rule => rule.Names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)))
        .Select(rule => rule.Reason)
        .FirstOrDefault();
}
