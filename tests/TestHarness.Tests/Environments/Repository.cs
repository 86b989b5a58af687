namespace TestHarness.Tests.Environments;

internal static class Repository
{
    public static string Folder(string name)
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TestHarness.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the tests do not run within the repository");

        return Path.Combine(folder.FullName, name);
    }
}
