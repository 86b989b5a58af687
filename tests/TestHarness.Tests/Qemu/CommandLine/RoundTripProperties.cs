using FsCheck;
using FsCheck.Fluent;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.Tests.Qemu.CommandLine;

[Parallelizable(ParallelScope.All)]
internal sealed class RoundTripProperties
{
    private static readonly Arbitrary<string> Values = Gen.Elements(
            ",", ",,", "=", " ", "\n", "\t", "'", "\"", "\\", "\\\n", "$x", "`", "{", "}", "#", "–", "é", "日本", "🙂", "no", "on",
            "a", "0", ";", "<", "&", "*")
        .ListOf()
        .Select(parts => string.Concat(parts))
        .ToArbitrary();

    [Test]
    public void Any_value_survives_print_and_parse() => Prop.ForAll(Values, Values, (first, second) =>
    {
        var line = new QemuCommandLine("qemu-kvm").With(
            new Device(first, second).With("serial", first + second),
            new Blockdev("file", second).With("filename", first),
            QemuOption.Of("name", ("guest", first), ("process", second)),
            QemuOption.Of("append", second));

        return Survives(line) && line.Devices[0] is var device && device.Driver == first && device["serial"] == first + second;
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Any_words_survive_as_an_argument_vector() => Prop.ForAll(Values.Filter(value => !value.StartsWith('{')), value =>
    {
        string[] argv = ["qemu-kvm", "-device", value, "-cpu", value, "--global", value, "-serial", value, "-append", value];

        return QemuCommandLine.Parse(argv).ToArguments().SequenceEqual(argv.Skip(1)) && Survives(QemuCommandLine.Parse(argv));
    }).QuickCheckThrowOnFailure();

    private static bool Survives(QemuCommandLine line) => QemuCommandLine.Parse(line.ToString()).Equals(line);
}
