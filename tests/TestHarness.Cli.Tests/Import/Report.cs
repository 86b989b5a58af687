using TestHarness.Golden;

namespace TestHarness.Cli.Tests.Import;

/// <summary>A bug report or a mail of the folder <c>Reports</c>, and the feature beside it that is drafted of it.</summary>
internal static class Report
{
    private const string Reports = "TestHarness.Cli.Tests/Import/Reports";

    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order();

    public static string Folder => Path.Combine(Root, "tests", Reports);

    public static IEnumerable<string> HostileTexts =>
        Directory.EnumerateFiles(Path.Combine(Root, "tests/hostile/command-lines"), "*.txt").Order();

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "TestHarness.sln")))
                folder = folder.Parent ?? throw new DirectoryNotFoundException("the tests run outside of the solution's folder");
            return folder.FullName;
        }
    }

    public static string TextFile(string name) => Path.Combine(Folder, $"{name}.txt");

    public static GoldenFile Feature(string name) => new($"../{Reports}/{name}.feature");
}
