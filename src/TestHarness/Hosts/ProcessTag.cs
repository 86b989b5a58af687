using TestHarness.Failures;

namespace TestHarness.Hosts;

/// <summary>The environment entry that marks every process the harness runs.</summary>
public static class ProcessTag
{
    public const string Variable = "TESTHARNESS_PROCESS";

    /// <summary>Starts every id and directory name of this harness process, so that runs side by side tell theirs apart.</summary>
    public static string Session { get; } = Guid.NewGuid().ToString("n")[..8];

    public static string NewId() => $"{Session}-{Guid.NewGuid():n}";

    /// <summary>The id that the caller chose in <see cref="Command.Environment"/>, or a new one.</summary>
    public static string Of(Command command) =>
        command.Environment.TryGetValue(Variable, out var chosen) ? Verified(chosen) : NewId();

    internal static string Verified(string id) =>
        id.Length is > 0 and <= 100 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? id
            : throw new HarnessException(
                FailureClass.Config,
                $"process id '{id}' is not usable in {Variable}: use 1 to 100 ASCII letters, digits, '-', '_' or '.'");
}
