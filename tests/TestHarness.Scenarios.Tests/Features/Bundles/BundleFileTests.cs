using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Features.Bundles;

namespace TestHarness.Scenarios.Tests.Features.Bundles;

/// <summary>Bundles of strangers: each is read without being unpacked, or refused with one clear error.</summary>
public sealed class BundleFileTests
{
    private const string Manifest = """{ "version": 1, "line": 2, "title": "A" }""";
    private const string Feature = "Feature: F\n  Scenario: A\n    Given a\n  Scenario: B\n    Given b\n";

    private string _folder = "";

    private string BundlePath => Path.Combine(_folder, "b.zip");

    [SetUp]
    public void Start() => _folder = Directory.CreateTempSubdirectory("th-bundle-").FullName;

    [TearDown]
    public void End() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_one_scenario_of_the_manifest_is_read_and_nothing_is_unpacked()
    {
        Write(("bundle.json", Manifest), ("scenario.feature", Feature), ("evidence/qmp.jsonl", "{}"), ("reproduce.sh", "exit 9"));

        var set = FeatureSet.Load([BundlePath], _folder);

        Assert.Multiple(() =>
        {
            Assert.That(set.Errors, Is.Empty);
            Assert.That(
                set.Scenarios.Select(scenario => $"{scenario.Location} {scenario.Title}"), Is.EqualTo(new[] { "b.zip:2 A" }));
            Assert.That(Directory.GetFileSystemEntries(_folder), Is.EqualTo(new[] { BundlePath }));
        });
    }

    [TestCase("../evil", "expected relative names")]
    [TestCase("a/../../evil", "expected relative names")]
    [TestCase("/etc/evil", "expected relative names")]
    [TestCase(@"..\evil", "expected relative names")]
    [TestCase("a//b", "expected relative names")]
    [TestCase("./a", "expected relative names")]
    [TestCase("C:evil", "expected relative names")]
    [TestCase("con.txt", "expected relative names")]
    [TestCase("a/NUL", "expected relative names")]
    [TestCase("a.", "expected relative names")]
    [TestCase("a\nb", "expected relative names")]
    [TestCase("a\u202eb", "expected relative names")]
    [TestCase("SCENARIO.FEATURE", "found 'SCENARIO.FEATURE' twice")]
    [TestCase("scenario.feature", "found 'scenario.feature' twice")]
    public void A_name_that_could_be_written_elsewhere_is_refused(string name, string expected)
    {
        Write(("bundle.json", Manifest), ("scenario.feature", Feature), (name, "x"));
        ExpectRefusal(expected);
    }

    [Test]
    public void A_name_of_more_characters_than_allowed_is_refused()
    {
        Write(("bundle.json", Manifest), ("scenario.feature", Feature), (new string('a', 201), "x"));
        ExpectRefusal("expected names of at most 200 characters");
    }

    [TestCase(0xa1ff, "which is a link or a device")]
    [TestCase(0x11b6, "which is a link or a device")]
    [TestCase(0x21b6, "which is a link or a device")]
    [TestCase(0x41ed, "which is a link or a device")]
    public void An_entry_that_is_no_file_is_refused(int mode, string expected)
    {
        Write(archive =>
        {
            Add(archive, "bundle.json", Manifest);
            Add(archive, "scenario.feature", Feature).ExternalAttributes = unchecked(mode << 16);
        });
        ExpectRefusal(expected);
    }

    [Test]
    public void A_name_that_is_not_UTF_8_is_refused()
    {
        Write(("bundle.json", Manifest), ("scenario.feature", Feature), ("aaaa", "x"));
        Patch("aaaa"u8, [0xff, 0xfe, 0x80, 0x61]);
        ExpectRefusal("expected relative names");
    }

    [Test]
    public void More_entries_than_allowed_are_refused()
    {
        Write([
            ("bundle.json", Manifest), ("scenario.feature", Feature),
            .. Enumerable.Range(0, BundleLimits.Entries).Select(number => ($"e{number}", "")),
        ]);
        ExpectRefusal("expected at most 256 files in the bundle, found 258");
    }

    [Test]
    public void A_count_that_is_smaller_than_the_directory_is_refused()
    {
        Write([("bundle.json", Manifest), ("scenario.feature", Feature), ("c", "")]);
        var bytes = File.ReadAllBytes(BundlePath);
        bytes.AsSpan(bytes.Length - 14, 4).Clear();
        bytes[^14] = bytes[^12] = 2;
        File.WriteAllBytes(BundlePath, bytes);
        ExpectRefusal("the bundle cannot be read");
    }

    [Test]
    public void A_feature_that_is_packed_too_well_is_refused_before_it_is_read()
    {
        Write(archive =>
        {
            Add(archive, "bundle.json", Manifest);
            Add(archive, "scenario.feature", Feature + new string('\n', 4_000_000));
        });
        ExpectRefusal("to be packed at most 100 times smaller");
    }

    [Test]
    public void A_feature_over_the_limit_is_refused_before_it_is_read()
    {
        Write(("bundle.json", Manifest), ("scenario.feature", new string('x', (4 << 20) + 1)));
        ExpectRefusal("expected at most 4,194,304 bytes in 'scenario.feature', found 4,194,305");
    }

    [Test]
    public void Entries_that_would_fill_a_disk_are_refused()
    {
        Write(("bundle.json", Manifest), ("scenario.feature", Feature), ("evidence/a", "x"));
        PatchLength("evidence/a", uint.MaxValue - 1);
        ExpectRefusal("bytes in 'evidence/a', found 4,294,967,294");
    }

    [Test]
    public void All_entries_together_are_limited()
    {
        Write([
            ("bundle.json", Manifest), ("scenario.feature", Feature),
            .. Enumerable.Range(0, 3).Select(number => ($"evidence/{number}", "x")),
        ]);
        foreach (var number in Enumerable.Range(0, 3))
            PatchLength($"evidence/{number}", (uint)BundleLimits.EntryBytes);
        ExpectRefusal("expected at most 1,073,741,824 bytes in all files of the bundle");
    }

    [Test]
    public void A_length_that_is_not_true_is_refused()
    {
        Write(archive =>
        {
            Add(archive, "bundle.json", Manifest);
            Add(archive, "scenario.feature", Feature, CompressionLevel.Optimal);
        });
        PatchLength("scenario.feature", (uint)(Feature.Length + 1));
        ExpectRefusal("bytes in 'scenario.feature', found ");
    }

    [TestCase("""{ "version": 2, "line": 2, "title": "A" }""", "expected a bundle of version 1, found 2")]
    [TestCase("""{ "line": 2, "title": "A" }""", "the bundle cannot be read")]
    [TestCase("""{ "version": 1, "line": 2 }""", "the bundle cannot be read")]
    [TestCase("""{ "version": 1, "line": 2, "title": null }""", "the bundle cannot be read")]
    [TestCase("""{ "version": 1, "line": 2, "title": "A", "hosts": [[[[[[[[[[ """, "the bundle cannot be read")]
    [TestCase("null", "expected a bundle of version 1")]
    [TestCase("", "the bundle cannot be read")]
    [TestCase("""{ "version": 1, "line": 2, "title": "B" }""", "expected the scenario 'B' in line 2")]
    [TestCase("""{ "version": 1, "line": 4, "title": "A" }""", "expected the scenario 'A' in line 4")]
    public void A_manifest_that_is_not_right_is_refused(string manifest, string expected)
    {
        Write(("bundle.json", manifest), ("scenario.feature", Feature));
        ExpectRefusal(expected);
    }

    [Test]
    public void A_bundle_without_a_feature_is_refused()
    {
        Write(("bundle.json", Manifest));
        ExpectRefusal("expected a file 'scenario.feature' in the bundle, found none");
    }

    [Test]
    public void A_mistake_in_the_feature_has_its_line()
    {
        Write(("bundle.json", Manifest), ("scenario.feature", "Feature: F\n  Nonsense\n    Scenario: A\n"));
        Assert.That(FeatureSet.Load([BundlePath], _folder).Errors.Single().Message, Does.StartWith("b.zip:"));
    }

    [TestCase("")]
    [TestCase("PK")]
    [TestCase("this is a text of more than twenty-two characters")]
    public void A_file_that_is_no_ZIP_file_is_refused(string content)
    {
        File.WriteAllText(BundlePath, content);
        ExpectRefusal("expected a bundle, which is a ZIP file without a comment");
    }

    [Test]
    public void A_folder_of_that_name_is_a_folder()
    {
        Directory.CreateDirectory(BundlePath);
        Assert.That(FeatureSet.Load([BundlePath], _folder).Scenarios, Is.Empty);
    }

    /// <summary>Each byte of a bundle is changed: it is read or refused, and nothing else happens.</summary>
    [Test]
    public void A_damaged_bundle_is_read_or_refused()
    {
        Write(("bundle.json", Manifest), ("scenario.feature", Feature), ("evidence/a", "x"));
        var whole = File.ReadAllBytes(BundlePath);
        foreach (var place in Enumerable.Range(0, whole.Length))
        {
            foreach (var value in new byte[] { 0, 0xff, (byte)(whole[place] ^ 0x10) })
            {
                byte[] damaged = [.. whole];
                damaged[place] = value;
                File.WriteAllBytes(BundlePath, damaged);
                Assert.DoesNotThrow(() => FeatureSet.Load([BundlePath], _folder), $"byte {place} is {value}");
            }

            File.WriteAllBytes(BundlePath, whole[..place]);
            Assert.DoesNotThrow(() => FeatureSet.Load([BundlePath], _folder), $"the first {place} bytes");
        }
    }

    private void ExpectRefusal(string expected)
    {
        var set = FeatureSet.Load([BundlePath], _folder);
        Assert.Multiple(() =>
        {
            Assert.That(set.Features, Is.Empty);
            Assert.That(set.Errors.Single().Message, Does.StartWith("b.zip:1:1: [config] ").And.Contains(expected));
            Assert.That(Directory.GetFileSystemEntries(_folder), Is.EqualTo(new[] { BundlePath }), "nothing is left");
        });
    }

    private void Write(params (string Name, string Text)[] entries) => Write(archive =>
    {
        foreach (var (name, text) in entries)
            Add(archive, name, text, CompressionLevel.NoCompression);
    });

    private void Write(Action<ZipArchive> fill)
    {
        using var archive = new ZipArchive(File.Create(BundlePath), ZipArchiveMode.Create);
        fill(archive);
    }

    private static ZipArchiveEntry Add(
        ZipArchive archive, string name, string text, CompressionLevel level = CompressionLevel.Optimal)
    {
        var entry = archive.CreateEntry(name, level);
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
        return entry;
    }

    private void Patch(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        var bytes = File.ReadAllBytes(BundlePath);
        for (var at = bytes.AsSpan().IndexOf(from); at >= 0; at = bytes.AsSpan().IndexOf(from))
            to.CopyTo(bytes.AsSpan(at));
        File.WriteAllBytes(BundlePath, bytes);
    }

    /// <summary>Changes the unpacked length of an entry in the directory at the end, 22 bytes before the entry's name.</summary>
    private void PatchLength(string name, uint length)
    {
        var bytes = File.ReadAllBytes(BundlePath);
        var at = bytes.AsSpan().LastIndexOf(Encoding.UTF8.GetBytes(name));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at - 22), length);
        File.WriteAllBytes(BundlePath, bytes);
    }
}
