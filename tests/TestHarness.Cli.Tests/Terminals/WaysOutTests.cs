using System.Text.RegularExpressions;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Tests.Terminals;

/// <summary>The sources have no way to a terminal or a result but those that show text safely.</summary>
public sealed partial class WaysOutTests
{
    [Test]
    public void Only_the_terminals_folder_writes_to_the_console() => Assert.That(
        Lines("src/TestHarness.Cli", "src/TestHarness", "src/TestHarness.Scenarios", "steps")
            .Where(line => !line.File.StartsWith("src/TestHarness.Cli/Terminals/", StringComparison.Ordinal))
            .Where(line => ConsoleUse().IsMatch(line.Text)),
        Is.Empty);

    [Test]
    public void The_fixtures_write_only_what_their_outlet_has_shown() => Assert.That(
        Lines("features/NUnit").Where(line => FixtureOutput().IsMatch(line.Text) && !ShownOutput().IsMatch(line.Text)),
        Is.Empty);

    [Test]
    public void Allure_results_are_serialized_in_one_place() => Assert.That(
        Lines("src/TestHarness.Scenarios/Allure")
            .Where(line => line.Text.Contains("JsonSerializer.Serialize(", StringComparison.Ordinal))
            .Select(line => Path.GetFileName(line.File)),
        Is.EquivalentTo(new[] { "AllureFiles.cs", "AllureIds.cs", "AllureLibraryContext.cs" }));

    private static IEnumerable<(string File, string Text)> Lines(params string[] folders) =>
        from folder in folders
        from file in Directory.EnumerateFiles(Path.Combine(RunSettings.Root, folder), "*.cs", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(RunSettings.Root, file)
        where !name.Split('/').Any(part => part is "bin" or "obj")
        from text in File.ReadLines(file)
        select (name, text);

    [GeneratedRegex(@"\bConsole\.(Out|Error|Write|Open|Set|In\b|Clear|Title)|\bAnsiConsole\b|\bSpectre\b")]
    private static partial Regex ConsoleUse();

    [GeneratedRegex(@"TestContext\.(Out|Progress|Error|Write|AddTest)|Assert\.(Fail|Ignore|Pass|Inconclusive|Warn)|DispatchInfo")]
    private static partial Regex FixtureOutput();

    [GeneratedRegex(@"FixtureTexts\.Outlet|WriteLine\(shown\)")]
    private static partial Regex ShownOutput();
}
