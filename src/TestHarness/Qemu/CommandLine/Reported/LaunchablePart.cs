using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Qemu.CommandLine.Pasted;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The part of a pasted command that can be launched.</summary>
/// <param name="CommandLine">The command without the other options.</param>
/// <param name="LeftOut">The other options, each with its line and the reason.</param>
public sealed record LaunchablePart(QemuCommandLine CommandLine, ImmutableArray<string> LeftOut)
{
    /// <summary>Leaves out the options that are not launched, that no feature can have as text, or that have a secret.</summary>
    /// <exception cref="HarnessException">Class config: the command has a problem.</exception>
    public static LaunchablePart Of(PastedCommand command)
    {
        var leftOut = ImmutableArray.CreateBuilder<string>();
        var line = SetOption.Merge(
            command.Parse((word, problem) => leftOut.Add($"{word.Position}: {ReportedText.Value("", problem)}")));
        while (FindWrong(line) is { IsEmpty: false } wrong)
        {
            leftOut.AddRange(wrong.Select(found => $"{ReportedText.Option(found.Option)}: {found.Reason}"));
            line = line.Without(option => wrong.Any(found => ReferenceEquals(found.Option, option)));
        }

        return new LaunchablePart(line.Without("incoming"), leftOut.ToImmutable());
    }

    private static ImmutableArray<(QemuOption Option, string Reason)> FindWrong(QemuCommandLine line)
    {
        var trial = new Launch(line, LaunchSettings.Trial);
        return
        [
            .. from option in line.Options
               let reason = WhyNot(option, OptionRules.Apply(option, trial))
               where reason is not null
               select (option, reason),
        ];
    }

    private static string? WhyNot(QemuOption option, Outcome outcome) => outcome switch
    {
        { Disposition: Disposition.Refused } => string.Join("; ", outcome.Reasons),
        _ when option.ToArguments().Any(word => word.Any(char.IsControl) || word.Contains("\"\"\"", StringComparison.Ordinal)) =>
            "a feature cannot have its characters",
        _ when ReportedText.HasSecret(option) => "it has a secret, and the harness drops it",
        _ => null,
    };
}
