using System.Security.Cryptography;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Storage;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Storage;

/// <summary>A LUN that is a block device, of which a host may hold old content in its page cache.</summary>
[TestFixture]
internal sealed class BlockDeviceTests
{
    private const int Size = 3 << 20;

    private LocalHost _host = null!;
    private TemporaryDirectory _directory = null!;
    private SharedLun _medium = null!;
    private LoopDevice _device = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        (_host, _directory) = (new LocalHost("host1"), new TemporaryDirectory());
        _medium = await SharedLun.CreateFileAsync(_host, "medium", _directory["medium"], Size);
        await _medium.OverwriteAsync(_host, 0, Size);
        _device = await LoopDevice.AttachAsync(_host, _medium.Path);
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        _device?.Dispose();
        await _host.DisposeAsync();
        _directory.Dispose();
    }

    [TestCase(0, Size)]
    [TestCase(1001, 5)]
    [TestCase(511, 2)]
    [TestCase(4096, 8192)]
    [TestCase((1 << 20) - 7, (1 << 20) + 100)]
    [TestCase(Size - 1, 1)]
    public async Task The_content_of_the_medium_is_read_past_the_page_cache(int offset, int length)
    {
        await _device.ReadThroughCacheAsync();
        await _medium.OverwriteAsync(_host, 0, Size);
        var reader = new SharedLun("lun0", _device.Path, Size).ReadOn(_host);
        var expected = (await File.ReadAllBytesAsync(_medium.Path)).AsMemory(offset, length);

        Assert.That((await reader.ReadAsync(offset, length)).AsSpan().SequenceEqual(expected.Span));
        Assert.That(
            await reader.Sha256Async(offset, length), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(expected.Span))));
    }

    [TestCase(Size - 10, 20, 10)]
    [TestCase(Size - 5000, 9000, 5000)]
    [TestCase(Size + 512, 1, 0)]
    public void A_read_past_the_end_is_an_error(int offset, int length, int left)
    {
        var reader = new SharedLun("lun0", _device.Path, Size).ReadOn(_host);
        Assert.That(
            async () => await reader.ReadAsync(offset, length),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[data] ")
                .And.Message.EndsWith($"has {left} bytes from {offset} on, expected {length}"));
    }
}
