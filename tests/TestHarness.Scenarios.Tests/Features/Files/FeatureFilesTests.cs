using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Tests.Features.Files;

/// <summary>Paths that are no ordinary files: one clear error each, and nothing is waited for.</summary>
public sealed class FeatureFilesTests
{
    private const string Good = "Feature: F\n  Scenario: S\n    Given x\n";

    private string _folder = null!;

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("feature-files-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_named_pipe_is_refused_without_opening_it()
    {
        using (var process = Process.Start("mkfifo", [At("x.feature")]))
            process.WaitForExit();
        Assert.That(Message("x.feature"), Is.EqualTo("x.feature:1:1: [config] expected a file, found a named pipe"));
    }

    [Test]
    public void A_socket_is_refused()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(At("x.feature")));
        Assert.That(Message("x.feature"), Does.EndWith("expected a file, found a socket"));
    }

    [TestCase("/dev/zero")]
    [TestCase("/dev/tty")]
    public void A_link_to_a_device_is_refused(string device)
    {
        File.CreateSymbolicLink(At("x.feature"), device);
        Assert.That(Message("x.feature"), Does.EndWith("expected a file, found a character device"));
    }

    [Test]
    public void A_link_that_the_user_gives_is_read()
    {
        File.WriteAllText(At("target"), Good);
        File.CreateSymbolicLink(At("x.feature"), At("target"));
        Assert.That(FeatureSet.Load([At("x.feature")], _folder).Scenarios.Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_dangling_link_is_refused()
    {
        File.CreateSymbolicLink(At("x.feature"), At("nowhere"));
        Assert.That(Message("x.feature"), Is.EqualTo("x.feature:1:1: [config] No such file or directory"));
    }

    [Test]
    public void A_folder_named_like_a_feature_is_searched()
    {
        Directory.CreateDirectory(At("x.feature"));
        File.WriteAllText(At("x.feature/y.feature"), Good);
        Assert.That(
            FeatureSet.Load([_folder], _folder).Features.Single().Header.Location.File, Is.EqualTo("x.feature/y.feature"));
    }

    [Test]
    public void A_search_reports_links_and_follows_none()
    {
        Directory.CreateDirectory(At("a"));
        File.WriteAllText(At("a/good.feature"), Good);
        File.CreateSymbolicLink(At("a/loop"), _folder);
        File.CreateSymbolicLink(At("a/secret.feature"), "/etc/passwd");
        File.CreateSymbolicLink(At("a/gone.feature"), At("nowhere"));

        var set = FeatureSet.Load([_folder], _folder);

        Assert.Multiple(() =>
        {
            Assert.That(set.Scenarios.Count(), Is.EqualTo(1));
            Assert.That(
                set.Errors.Select(error => error.File),
                Is.EqualTo(new[] { "a/gone.feature", "a/loop", "a/secret.feature" }));
            Assert.That(
                set.Errors.Select(error => error.Message),
                Has.All.Contain(":1:1: [config] a folder is searched without following symbolic links"));
            Assert.That(string.Concat(set.Errors.Select(error => error.Message)), Does.Not.Contain("root"));
        });
    }

    [Test]
    public void A_file_over_the_size_limit_is_refused_unread()
    {
        using (var file = File.Create(At("x.feature")))
            file.SetLength(1L << 40);
        const string Expected =
            "[config] expected at most 4,194,304 bytes in a feature file, found 1,099,511,627,776: split the file";
        Assert.That(Message("x.feature"), Is.EqualTo($"x.feature:1:1: {Expected}"));
    }

    [Test]
    public void Byte_order_marks_and_bytes_that_are_no_text_are_read()
    {
        File.WriteAllText(At("bom.feature"), Good, new UTF8Encoding(true));
        File.WriteAllText(At("wide.feature"), Good, Encoding.Unicode);
        File.WriteAllBytes(
            At("wrong.feature"), [.. Encoding.UTF8.GetBytes("Feature: "), 0xff, 0xc3, .. "\n  Scenario: S\n    Given x"u8]);
        var set = FeatureSet.Load([_folder], _folder);
        Assert.That(set.Errors, Is.Empty);
        Assert.That(set.Features.Select(feature => feature.Header.Title), Is.EqualTo(new[] { "F", "F", "\ufffd\ufffd" }));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string Message(string name) => FeatureSet.Load([At(name)], _folder).Errors.Single().Message;
}
