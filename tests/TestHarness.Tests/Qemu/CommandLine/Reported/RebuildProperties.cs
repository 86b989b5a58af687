using FsCheck;
using FsCheck.Fluent;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.CommandLine.Reported;
using TestHarness.Qemu.CommandLine.Syntax;

namespace TestHarness.Tests.Qemu.CommandLine.Reported;

/// <summary>
/// Whatever the options, keys and values of a report are, no path of the report is in the launched command line.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class RebuildProperties
{
    private const string Disk =
        "qemu -device virtio-scsi-pci,id=s0 -drive if=none,id=d0,file=/x -device scsi-hd,drive=d0,id=disk0 ";

    private static readonly Gen<string> Values = Gen.Elements(
        "/tmp/testharness-bait/file", "file:/tmp/testharness-bait/file", "unix:/tmp/testharness-bait/socket,server=on",
        "exec:/tmp/testharness-bait/program", "a,,file=/tmp/testharness-bait/file", "/tmp/testharness-bait/a,,b",
        "json:{\"filename\":\"/tmp/testharness-bait/file\"}", "on", "off", "d0", "disk0", "raw", "qcow2", "file", "socket",
        "null", "user", "tap", "virtio-net-pci", "scsi-hd", "3", "", "none", "memory-backend-file", "rng-random");

    private static readonly Gen<string> Keys = Gen.Elements(
        "file", "filename", "path", "driver", "id", "node-name", "type", "qom-type", "backend", "script", "helper", "romfile",
        "serial", "drive", "chardev", "netdev", "size", "memdev", "memory-backend", "file.filename", "file.file.filename",
        "file.driver", "backing.file.filename",
        "data-file.filename", "children.0.filename", "image.filename", "mem-path", "logfile", "server", "name", "guest", "value",
        "property", "format", "fd", "host", "port", "bus", "addr", "mac", "model", "x-a.b", "_", "a b");

    private static readonly Gen<string> Pairs = Both(Keys, Values, (key, value) => $"{key}={value}");

    private static readonly Gen<string> Arguments = Gen.OneOf(
        Values,
        Pairs.NonEmptyListOf().Select(pairs => string.Join(',', pairs)),
        Both(Values, Pairs, (first, pair) => $"{first},{pair}"),
        Json());

    private static readonly Arbitrary<string> Options = Both(
            Gen.Elements(OptionTable.Names.ToArray()),
            Arguments,
            (name, argument) => OptionTable.Find(name)!.TakesArgument ? $"-{name} {ShellQuote.Word(argument)}" : $"-{name}")
        .NonEmptyListOf()
        .Select(options => string.Join(' ', options))
        .ToArbitrary();

    [Test]
    public void No_path_of_a_report_is_launched() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(Options, options => Launch(options) is not { } line
            || !line.ToArguments().Any(LaunchedWords.HasForeignPath)));

    [Test]
    public void Many_reports_are_launched() =>
        Assert.That(Options.Generator.Sample(500, 3).Count(options => Launch(options) is not null), Is.AtLeast(50));

    private static Gen<T> Both<T>(Gen<string> first, Gen<string> second, Func<string, string, T> both) =>
        from one in first from other in second select both(one, other);

    private static Gen<string> Json() => Both(Keys, Values, (key, value) => (key, value)).NonEmptyListOf().Select(pairs =>
        $"{{{string.Join(',', pairs.Select(pair => $"{Quoted(pair.key)}:{Quoted(pair.value)}"))}}}");

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\\\"")}\"";

    /// <returns>Null when the report is refused.</returns>
    private static QemuCommandLine? Launch(string options)
    {
        try
        {
            return ReportedCommandLine.Parse(Disk + options)
                .Launch(new("qemu", "tcg", LaunchedWords.Image, 128, 1, "disk0", LaunchedWords.Lun, LaunchedWords.Directory))
                .CommandLine;
        }
        catch (HarnessException exception) when (exception.FailureClass == FailureClass.Config)
        {
            return null;
        }
    }
}
