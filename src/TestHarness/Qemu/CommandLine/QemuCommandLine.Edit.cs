namespace TestHarness.Qemu.CommandLine;

public sealed partial record QemuCommandLine
{
    /// <summary>Returns the command line with another program.</summary>
    public QemuCommandLine WithProgram(string program) => this with { Program = program };

    /// <summary>Returns the command line with more options at its end.</summary>
    public QemuCommandLine With(params IEnumerable<QemuOption> options) => this with { Options = Options.AddRange(options) };

    /// <summary>Returns the command line without the options of a name.</summary>
    /// <param name="name">The option's full name without its dash: <c>machine</c> also removes <c>-M</c>.</param>
    public QemuCommandLine Without(string name) => Without(option => option.Name == name);

    /// <summary>Returns the command line without the options that match.</summary>
    public QemuCommandLine Without(Predicate<QemuOption> predicate) => this with { Options = Options.RemoveAll(predicate) };

    /// <summary>Returns the command line with other options in place of those that match.</summary>
    public QemuCommandLine Replace(Predicate<QemuOption> predicate, Func<QemuOption, QemuOption> replacement) =>
        this with { Options = [.. Options.Select(option => predicate(option) ? replacement(option) : option)] };

    /// <summary>Returns the command line with the option in place of all options of its name.</summary>
    public QemuCommandLine WithOnly(QemuOption option)
    {
        var first = Options.FirstOrDefault(other => other.Name == option.Name);
        return first is null
            ? With(option)
            : Replace(other => ReferenceEquals(other, first), _ => option)
                .Without(other => other.Name == option.Name && !ReferenceEquals(other, option));
    }

    private QemuCommandLine WithProperty(string name, string key, string value) =>
        Options.LastOrDefault(option => option.Name == name) is { } last
            ? Replace(option => ReferenceEquals(option, last), option => option.With(key, value))
            : With(QemuOption.Of(name, (key, value)));
}
