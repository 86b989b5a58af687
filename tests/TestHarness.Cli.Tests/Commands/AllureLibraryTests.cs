using System.Xml.Linq;
using TestHarness.Cli.Setup;
using TestHarness.Hosts;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Tests.Commands;

public sealed class AllureLibraryTests
{
    private const string Without = "'$(AllureCommons)' != 'true'";

    /// <summary>The tests that no machine runs whose NuGet source lacks Allure's library (docs/packages.md).</summary>
    private static readonly string[] TestsOfTheLibrary = ["TestHarness.Scenarios.Tests/Contract/AllureLibraryContractTests.cs"];

    [Test]
    public void No_other_tests_are_left_out_without_the_library()
    {
        var tests = Path.Combine(RunSettings.Root, "tests");
        var left = Directory.EnumerateFiles(tests, "*.csproj", SearchOption.AllDirectories).SelectMany(
            project => Removed(project).SelectMany(
                pattern => Directory.EnumerateFiles(Path.GetDirectoryName(project)!, pattern)));
        Assert.That(
            left.Select(file => Path.GetRelativePath(tests, file)).Order(StringComparer.Ordinal), Is.EqualTo(TestsOfTheLibrary));
    }

    [Test]
    public async Task A_source_without_the_library_has_the_harness_write_and_says_why_in_a_line()
    {
        var folder = Directory.CreateTempSubdirectory("harness-no-packages-");
        await using var machine = new LocalHost("this machine");

        var allure = await AllureLibrary.FindAsync(
            machine, ["--source", folder.FullName, "--packages", folder.FullName], CancellationToken.None);

        folder.Delete(recursive: true);
        Assert.That(allure.IsThere, Is.False);
        Assert.That(
            $"{allure}",
            Is.EqualTo(
                "the harness writes them; Allure.Net.Commons cannot be restored here: the NuGet source has no " +
                "Allure.Net.Commons"));
    }

    [Test]
    public async Task The_error_of_dotnet_is_the_reason_when_a_package_source_is_missing()
    {
        var folder = Directory.CreateTempSubdirectory("harness-no-source-");
        await using var machine = new LocalHost("this machine");

        var allure = await AllureLibrary.FindAsync(
            machine, ["--source", "/no/such/source", "--packages", folder.FullName], CancellationToken.None);

        folder.Delete(recursive: true);
        Assert.That(
            $"{allure}", Does.StartWith("the harness writes them; ")
                .And.Contain("NU1301").And.Contain("/no/such/source").And.Not.Contain("\n"));
    }

    private static IEnumerable<string> Removed(string project) => XDocument.Load(project).Descendants("Compile")
        .Where(item => (string?)item.Parent!.Attribute("Condition") == Without)
        .SelectMany(item => ((string?)item.Attribute("Remove"))?.Split(';') ?? []);
}
