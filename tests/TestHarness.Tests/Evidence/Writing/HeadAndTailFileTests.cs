using System.Text.Json;
using TestHarness.Evidence.Writing;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Evidence.Writing;

public sealed class HeadAndTailFileTests
{
    private const int Limit = 10_200;

    private TemporaryDirectory _folder = null!;

    private string Log => _folder["log"];

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryDirectory();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(499)]
    [TestCase(1000)]
    public void A_log_within_the_limit_is_kept_unchanged(int lines)
    {
        using (var file = Open())
            WriteLines(file, lines);

        Assert.That(File.ReadAllLines(Log), Is.EqualTo(Enumerable.Range(0, lines).Select(Line)));
        Assert.That(Directory.GetFiles(_folder.Path), Has.Length.EqualTo(1));
    }

    [TestCase(1001)]
    [TestCase(1024)]
    [TestCase(1500)]
    [TestCase(2000)]
    [TestCase(123_456)]
    public void The_first_and_the_last_lines_are_kept_and_the_cut_is_counted(int lines)
    {
        var file = Open();
        WriteLines(file, lines);
        file.Dispose();

        var left = File.ReadAllLines(Log).ToList();
        var cut = left.FindIndex(line => line.StartsWith('['));
        var first = left[..cut];
        var last = left[(cut + 1)..];
        Assert.That(first, Is.EqualTo(Enumerable.Range(0, first.Count).Select(Line)));
        Assert.That(last, Is.EqualTo(Enumerable.Range(lines - last.Count, last.Count).Select(Line)));
        Assert.That((first.Count, last.Count), Is.EqualTo((500, 500)).Or.EqualTo((500, 499)));
        Assert.That(left[cut], Is.EqualTo(
            $"[testharness left out {(lines - first.Count - last.Count) * 10} bytes here: a limit was reached]"));
        Assert.That((file.Written, file.Kept), Is.EqualTo((lines * 10L, (first.Count + last.Count) * 10L)));
        Assert.That(new FileInfo(Log).Length, Is.LessThanOrEqualTo(Limit));
        Assert.That(Directory.GetFiles(_folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_text_without_lines_is_cut_anywhere()
    {
        using (var file = Open())
            file.Write(new byte[1_000_000]);

        Assert.That(new FileInfo(Log).Length, Is.InRange(10_000, Limit));
    }

    [Test]
    public void JSON_lines_stay_JSON_lines()
    {
        using (var file = new HeadAndTailFile(Log, Limit, "application/jsonl"))
        {
            for (var count = 0; count < 5000; count++)
                file.Write(JsonSerializer.SerializeToUtf8Bytes(new { count }).Append((byte)'\n').ToArray());
        }

        var cut = File.ReadLines(Log).Select(line => JsonDocument.Parse(line).RootElement).Single(
            line => !line.TryGetProperty("count", out _));
        Assert.That(cut.GetProperty("leftOutBytes").GetInt64(), Is.GreaterThan(0));
    }

    [Test]
    public void A_run_that_is_killed_leaves_the_head_and_the_latest_bytes()
    {
        var file = Open();
        WriteLines(file, 1234);

        Assert.That(File.ReadLines(Log).Last(), Is.EqualTo(Line(499)));
        Assert.That(File.ReadLines(HeadAndTailJoin.Older(Log)).First(), Is.EqualTo(Line(500)));
        Assert.That(File.ReadLines(HeadAndTailJoin.Newer(Log)).Last(), Is.EqualTo(Line(1233)));
        file.Dispose();
    }

    [Test]
    public void A_full_disk_ends_the_writing_and_not_the_writer()
    {
        var file = new HeadAndTailFile("/dev/full", Limit, "text/plain");

        WriteLines(file, 5000);
        file.Dispose();

        Assert.That(file.Failure, Does.Contain("No space left on device"));
    }

    [Test]
    public void A_folder_that_is_gone_ends_the_writing_and_not_the_writer()
    {
        var file = Open();
        Directory.Delete(_folder.Path, recursive: true);

        WriteLines(file, 5000);
        file.Dispose();

        Assert.That(file.Failure, Does.Contain(_folder.Path));
        Directory.CreateDirectory(_folder.Path);
    }

    private HeadAndTailFile Open() => new(Log, Limit, "text/plain");

    private static string Line(int number) => $"line {number:0000}"[^9..];

    private static void WriteLines(HeadAndTailFile file, int count)
    {
        for (var number = 0; number < count; number++)
            file.Write(System.Text.Encoding.ASCII.GetBytes($"{Line(number)}\n"));
    }
}
