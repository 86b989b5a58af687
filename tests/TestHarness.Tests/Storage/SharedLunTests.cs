using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Storage;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Storage;

[TestFixture]
internal sealed class SharedLunTests
{
    private LocalHost _host = null!;
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void SetUp() => (_host, _directory) = (new LocalHost("host1"), new TemporaryDirectory());

    [TearDown]
    public async Task TearDown()
    {
        await _host.DisposeAsync();
        _directory.Dispose();
    }

    [Test]
    public async Task A_file_is_seen_by_every_host()
    {
        var lun = await SharedLun.CreateFileAsync(_host, "lun0", _directory["a 'LUN'.raw"], 1 << 20);

        Assert.That(new FileInfo(lun.Path).Length, Is.EqualTo(1 << 20));
        Assert.That(async () => await lun.CheckVisibleAsync([_host, _host]), Throws.Nothing);
    }

    [Test]
    public void A_file_that_cannot_be_made_is_an_error() =>
        Assert.That(
            async () => await SharedLun.CreateFileAsync(_host, "lun0", _directory["none/lun.raw"], 1),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[provision] 'truncate -s 1 "));

    [Test]
    public async Task A_host_that_does_not_see_it_is_named()
    {
        var failure = (await Assert.ThrowsAsync<HarnessException>(
            () => new SharedLun("lun0", _directory["none"], 1).CheckVisibleAsync([_host])))!;

        Assert.That(
            failure.Message,
            Does.StartWith("[preflight] LUN lun0 is not visible on host1: ").And.EndsWith("No such file or directory"));
    }

    [Test]
    public async Task A_host_that_sees_another_file_is_named()
    {
        var lun = await SharedLun.CreateFileAsync(_host, "lun0", _directory["lun"], 100);
        await using var other = new ElsewhereHost(_directory["lun"], _directory["other"]);
        await SharedLun.CreateFileAsync(_host, "lun0", _directory["other"], 200);

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => lun.CheckVisibleAsync([_host, other])))!;

        Assert.That(failure.Message, Does.Match(
            @"^\[preflight\] .*/lun is another file on host2 \(inode and size \d+ 200\) than LUN lun0 \(inode and size \d+ " +
            @"100\)$"));
    }

    [Test]
    public async Task Reads_and_overwrites_parts()
    {
        var lun = await SharedLun.CreateFileAsync(_host, "lun0", _directory["lun"], 5000);
        await File.WriteAllBytesAsync(lun.Path, [.. Enumerable.Range(0, 5000).Select(n => (byte)n)]);
        var reader = lun.ReadOn(_host);

        Assert.That(await reader.ReadAsync(1000, 20), Is.EqualTo(Enumerable.Range(1000, 20).Select(n => (byte)n)));
        Assert.That(reader.Description, Is.EqualTo($"LUN lun0 ({lun.Path} on host1)"));

        var whole = await reader.Sha256Async(0, 5000);
        var start = await reader.Sha256Async(0, 1000);
        var rest = await reader.Sha256Async(4000, 1000);
        await lun.OverwriteAsync(_host, 0, 0);
        Assert.That(await reader.Sha256Async(0, 5000), Is.EqualTo(whole));
        await lun.OverwriteAsync(_host, 1000, 3000);

        Assert.That(
            (await reader.ReadAsync(1000, 3000)).Zip(Enumerable.Range(1000, 3000)).Where(pair => pair.First == (byte)pair.Second),
            Is.Empty,
            "every byte has become another");
        Assert.That(await reader.Sha256Async(0, 1000), Is.EqualTo(start));
        Assert.That(await reader.Sha256Async(4000, 1000), Is.EqualTo(rest).And.Match("^[0-9a-f]{64}$"));
        Assert.That(new FileInfo(lun.Path).Length, Is.EqualTo(5000));
    }

    [TestCase(-1, 1)]
    [TestCase(100, 1)]
    [TestCase(0, 101)]
    [TestCase(long.MaxValue, 1)]
    public async Task Bytes_outside_the_LUN_are_not_overwritten(long offset, long length)
    {
        var lun = await SharedLun.CreateFileAsync(_host, "lun0", _directory["lun"], 100);
        Assert.That(
            async () => await lun.OverwriteAsync(new UntouchedHost(), offset, length),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith(
                $"[config] {length} bytes from byte {offset} on are not inside LUN lun0, of 100 bytes"));
    }

    [Test]
    public async Task A_read_past_the_end_is_an_error()
    {
        var reader = (await SharedLun.CreateFileAsync(_host, "lun0", _directory["lun"], 100)).ReadOn(_host);
        Assert.That(
            async () => await reader.ReadAsync(90, 20),
            Throws.TypeOf<HarnessException>()
                .With.Message.StartsWith("[data] ").And.Message.EndsWith("has 10 bytes from 90 on, expected 20"));
        Assert.That(
            async () => await reader.Sha256Async(90, 20),
            Throws.TypeOf<HarnessException>()
                .With.Message.StartsWith("[data] ").And.Message.EndsWith("has 10 bytes from 90 on, expected 20"));
    }

    [Test]
    public void A_lun_that_cannot_be_read_is_an_error()
    {
        var reader = new SharedLun("lun0", _directory["none"], 1).ReadOn(_host);
        Assert.That(
            async () => await reader.Sha256Async(0, 1),
            Throws.TypeOf<HarnessException>()
                .With.Message.StartsWith("[data] ").And.Message.Contains("No such file or directory"));
        Assert.That(
            async () => await reader.ReadAsync(0, 1),
            Throws.TypeOf<HarnessException>()
                .With.Message.StartsWith("[data] ").And.Message.Contains("No such file or directory"));
    }
}
