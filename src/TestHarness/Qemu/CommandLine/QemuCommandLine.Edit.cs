namespace TestHarness.Qemu.CommandLine;

public sealed partial record QemuCommandLine
{
    public QemuCommandLine WithProgram(string program) => this with { Program = program };

    public QemuCommandLine With(params IEnumerable<QemuOption> options) => this with { Options = Options.AddRange(options) };

    /// <param name="name">Without its dash, in full: <c>machine</c> also finds <c>-M</c>.</param>
    public QemuCommandLine Without(string name) => Without(option => option.Name == name);

    public QemuCommandLine Without(Predicate<QemuOption> predicate) => this with { Options = Options.RemoveAll(predicate) };

    public QemuCommandLine Replace(Predicate<QemuOption> predicate, Func<QemuOption, QemuOption> replacement) =>
        this with { Options = [.. Options.Select(option => predicate(option) ? replacement(option) : option)] };

    /// <summary>Puts the option in the place of all of its name.</summary>
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
