namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The treatment of some options.</summary>
/// <param name="Options">The names without dashes, separated by blanks.</param>
/// <param name="Summary">The rule, or the reason for it, in a sentence.</param>
internal sealed record OptionRule(string Options, string Summary, Func<QemuOption, Launch, Outcome> Apply)
{
    public IEnumerable<string> Names => Options.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
