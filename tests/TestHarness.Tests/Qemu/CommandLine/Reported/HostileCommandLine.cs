using TestHarness.Images;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.CommandLine.Reported;

namespace TestHarness.Tests.Qemu.CommandLine.Reported;

/// <summary>
/// A file of <c>tests/hostile/command-lines</c>: intent, expectation, and a command line with a disk <c>disk0</c>.
/// </summary>
/// <param name="Refusal">A part of the message; null when the line is launched.</param>
internal sealed record HostileCommandLine(string Name, string Intent, string? Refusal, string Text)
{
    private const string IntentMark = "# intent: ";

    private const string RefusedMark = "# expect: refused: ";

    private static string Folder => Path.Combine(Fixture.Root, "tests/hostile/command-lines");

    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order();

    public static HostileCommandLine Read(string name)
    {
        var lines = File.ReadAllText(Path.Combine(Folder, $"{name}.txt")).Split('\n', 3);
        Assert.That(lines[0], Does.StartWith(IntentMark));
        Assert.That(lines[1], Is.EqualTo("# expect: runs").Or.StartsWith(RefusedMark));
        var refusal = lines[1].StartsWith(RefusedMark) ? lines[1][RefusedMark.Length..] : null;
        return new HostileCommandLine(name, lines[0][IntentMark.Length..], refusal, lines[2]);
    }

    public QemuCommandLine Launch(string program, BootImage image, string lun, string directory) =>
        ReportedCommandLine.Parse(Text).Launch(new(program, "tcg", image, 128, 1, "disk0", lun, directory)).CommandLine;
}
