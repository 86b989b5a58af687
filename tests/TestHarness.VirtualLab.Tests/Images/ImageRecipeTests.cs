using TestHarness.Images;
using TestHarness.VirtualLab.Images;

namespace TestHarness.VirtualLab.Tests.Images;

[TestFixture]
internal sealed class ImageRecipeTests
{
    [Test]
    public void Has_the_scripts_the_packages_and_the_files_of_lab_hosts()
    {
        var recipe = LabHostRecipe.Embedded;

        Assert.That(
            recipe.Files.Keys,
            Is.SupersetOf(["build.sh", "init", "packages", "files/etc/fstab", "files/usr/local/sbin/lab-nic"]));
        Assert.That(
            LabHostRecipe.PackagesOf(recipe), Is.SupersetOf(["qemu-system-x86", "linux-image-amd64"]).And.None.StartsWith("#"));
    }

    [Test]
    public void The_key_changes_with_a_script_with_a_name_and_with_a_package()
    {
        var recipe = LabHostRecipe.Embedded;
        var edited = new ImageRecipe(recipe.Files.SetItem("init", "#!/bin/sh\n"));
        var renamed = new ImageRecipe(recipe.Files.Remove("init").Add("init2", recipe.Files["init"]));
        string[] packages = ["a_1_amd64.deb 3 SHA256:1"];

        string[] keys =
        [
            ImageCache.Key(recipe, packages),
            ImageCache.Key(edited, packages),
            ImageCache.Key(renamed, packages),
            ImageCache.Key(recipe, ["a_2_amd64.deb 3 SHA256:2"]),
            ImageCache.Key(recipe, []),
        ];

        Assert.That(keys, Is.Unique);
        Assert.That(ImageCache.Key(new ImageRecipe(recipe.Files), packages), Is.EqualTo(keys[0]));
    }

    [Test]
    public async Task A_recipe_is_written_with_its_folders()
    {
        var folder = Directory.CreateTempSubdirectory("testharness-lab-image-test-").FullName;
        try
        {
            await LabHostRecipe.Embedded.WriteAsync(folder, CancellationToken.None);

            Assert.That(
                Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(
                    file => Path.GetRelativePath(folder, file)),
                Is.EquivalentTo(LabHostRecipe.Embedded.Files.Keys));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
