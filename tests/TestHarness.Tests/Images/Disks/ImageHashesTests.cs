using System.Security.Cryptography;
using TestHarness.Images.Disks;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Images.Disks;

internal sealed class ImageHashesTests
{
    private readonly TemporaryDirectory _folder = new();

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    private string Image => _folder["image.raw"];

    private ImageHashes Hashes => new(_folder["cache"]);

    [Test]
    public async Task A_file_that_stayed_as_it_was_is_not_read_again()
    {
        await File.WriteAllTextAsync(Image, "one");
        var time = File.GetLastWriteTimeUtc(Image);
        var first = await Hashes.GetAsync(Image);
        await File.WriteAllTextAsync(Image, "two");
        File.SetLastWriteTimeUtc(Image, time);

        Assert.That(await Hashes.GetAsync(Image), Is.EqualTo(first), "size and time are as before");
    }

    [Test]
    public async Task A_file_that_changed_has_another_hash()
    {
        await File.WriteAllTextAsync(Image, "one");
        await Hashes.GetAsync(Image);
        await File.WriteAllTextAsync(Image, "three");

        Assert.That(await Hashes.GetAsync(Image), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData("three"u8))));
    }
}
