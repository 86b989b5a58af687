using System.Collections.Immutable;

namespace TestHarness.Hosts.Scripts;

/// <summary>Makes the words of a command for a script.</summary>
internal static class CommandWords
{
    /// <summary>Returns the command's argument vector, with its environment set by <c>env</c>.</summary>
    public static ImmutableArray<string> Of(Command command)
    {
        var assignments = command.Environment
            .Where(variable => variable.Key != ProcessTag.Variable)
            .Select(variable => $"{variable.Key}={variable.Value}")
            .ToImmutableArray();
        ImmutableArray<string> prefix = assignments.IsEmpty ? [] : ["env", .. assignments];
        return [.. prefix, command.Program, .. command.Arguments];
    }
}
