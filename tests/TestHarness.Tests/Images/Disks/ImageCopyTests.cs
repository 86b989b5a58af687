using System.Security.Cryptography;
using TestHarness.Failures;
using TestHarness.Images.Disks;
using TestHarness.Tests.Guests.Templates;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Images.Disks;

internal sealed class ImageCopyTests
{
    private readonly TemporaryDirectory _folder = new();
    private byte[] _content = [];
    private string _sha256 = "";

    [SetUp]
    public void Make()
    {
        _content = RandomNumberGenerator.GetBytes(300_000);
        _sha256 = Convert.ToHexStringLower(SHA256.HashData(_content));
        File.WriteAllBytes(Image, _content);
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    private string Image => _folder["image.qcow2"];

    private string OnHost => _folder[$"cache/testharness/disk-image/{_sha256}"];

    [Test]
    public async Task An_image_comes_whole_and_read_only_under_its_hash()
    {
        Assert.That(await CopyAsync(), Is.EqualTo(OnHost));

        Assert.That(await File.ReadAllBytesAsync(OnHost), Is.EqualTo(_content));
        Assert.That(File.GetUnixFileMode(OnHost), Is.EqualTo(UnixFileMode.UserRead));
        Assert.That(File.Exists($"{OnHost}.part"), Is.False);
    }

    [Test]
    public async Task An_image_that_is_there_is_not_sent_again()
    {
        await CopyAsync();
        File.Delete(Image);

        Assert.That(await CopyAsync(), Is.EqualTo(OnHost));
    }

    [Test]
    public async Task A_copy_that_was_interrupted_goes_on_where_it_ended()
    {
        await WritePartAsync(_content[..100_000]);
        var changed = _content.ToArray();
        changed[0] ^= 1;
        // The first bytes are not sent again: with them the hash would differ.
        await File.WriteAllBytesAsync(Image, changed);

        await CopyAsync();

        Assert.That(await File.ReadAllBytesAsync(OnHost), Is.EqualTo(_content));
    }

    [Test]
    public async Task A_part_with_other_bytes_is_replaced_by_the_whole_image()
    {
        await WritePartAsync(new byte[100_000]);

        await CopyAsync();

        Assert.That(await File.ReadAllBytesAsync(OnHost), Is.EqualTo(_content));
    }

    [Test]
    public async Task A_part_that_is_longer_than_the_image_is_replaced()
    {
        await WritePartAsync([.. _content, 1]);

        await CopyAsync();

        Assert.That(await File.ReadAllBytesAsync(OnHost), Is.EqualTo(_content));
    }

    [Test]
    public async Task An_image_that_arrives_damaged_is_an_error_and_leaves_nothing()
    {
        await File.WriteAllBytesAsync(Image, new byte[10]);

        var failure = (await Assert.ThrowsAsync<HarnessException>(CopyAsync))!;

        Assert.That(
            failure.Message,
            Does.StartWith($"[provision] {Image} arrived on host1 damaged: expected SHA-256 {_sha256}, found "));
        Assert.That(File.Exists(OnHost) || File.Exists($"{OnHost}.part"), Is.False);
    }

    private Task<string> CopyAsync() =>
        new ImageCopy(new CacheHost("host1", _folder["cache"]), Image, _sha256).RunAsync();

    private async Task WritePartAsync(byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(OnHost)!);
        await File.WriteAllBytesAsync($"{OnHost}.part", bytes);
    }
}
