namespace TestHarness.Scenarios.Tests.Contract;

/// <summary>The results of the contract's scenarios. What a test found is left beside it, to be compared.</summary>
internal static class Expected
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Contract");

    public static void Check(string found, string name)
    {
        var file = Path.Combine(Folder, $"{name}.txt");
        File.WriteAllText(file, found);
        Assert.That(found, Is.EqualTo(File.ReadAllText(Path.Combine(Folder, "expected.txt"))), file);
    }
}
