using TestHarness.Failures;

namespace TestHarness.Hosts;

/// <summary>The environment variable that marks every process that the harness runs.</summary>
public static class ProcessTag
{
    /// <summary>The variable's name.</summary>
    public const string Variable = "TESTHARNESS_PROCESS";

    /// <summary>
    /// The prefix of every id and directory name of this harness process, so that runs side by side can tell their own from
    /// others'.
    /// </summary>
    public static string Session { get; } = Guid.NewGuid().ToString("n")[..8];

    /// <summary>Makes a new id of this session.</summary>
    public static string NewId() => $"{Session}-{Guid.NewGuid():n}";

    /// <summary>Returns the id that the caller chose in <see cref="Command.Environment"/>, or a new id.</summary>
    /// <exception cref="HarnessException">Class config: the chosen id has characters that are not allowed.</exception>
    public static string Of(Command command) =>
        command.Environment.TryGetValue(Variable, out var chosen) ? Verified(chosen) : NewId();

    internal static string Verified(string id) =>
        id.Length is > 0 and <= 100 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? id
            : throw new HarnessException(
                FailureClass.Config,
                $"process id '{id}' is not usable in {Variable}: use 1 to 100 ASCII letters, digits, '-', '_' or '.'");
}
