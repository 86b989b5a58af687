using System.Xml.Linq;
using TestHarness.Cli.Setup;
using TestHarness.Hosts;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Tests.Commands;

public sealed class PackageSetTests
{
    private const string Full = "'$(HarnessPackages)' != 'full'";

    /// <summary>The tests that no machine runs whose NuGet source lacks a package of <c>full</c> (docs/packages.md).</summary>
    private static readonly string[] TestsOfFull =
    [
        "TestHarness.Scenarios.Tests/Contract/AllureLibraryContractTests.cs",
        "TestHarness.Scenarios.Tests/Contract/ReqnrollContractTests.cs",
        "TestHarness.Tests/Hosts/CliWrapHostTests.cs",
        "TestHarness.Tests/Hosts/SshNetConnectionTests.cs",
        "TestHarness.Tests/Hosts/SshNetFailureTests.cs",
        "TestHarness.Tests/Hosts/SshNetHostTests.cs",
    ];

    [Test]
    public void No_other_tests_are_left_out_of_builtin()
    {
        var tests = Path.Combine(RunSettings.Root, "tests");
        var left = Directory.EnumerateFiles(tests, "*.csproj", SearchOption.AllDirectories).SelectMany(
            project => Removed(project).SelectMany(pattern => Directory.EnumerateFiles(Path.GetDirectoryName(project)!, pattern)));
        Assert.That(left.Select(file => Path.GetRelativePath(tests, file)).Order(StringComparer.Ordinal), Is.EqualTo(TestsOfFull));
    }

    [Test]
    public async Task A_source_without_the_packages_makes_it_builtin_and_says_why_in_a_line()
    {
        var folder = Directory.CreateTempSubdirectory("harness-no-packages-");
        await using var machine = new LocalHost("this machine");

        var set = await PackageSet.ChooseAsync(machine, ["--source", folder.FullName, "--packages", folder.FullName], CancellationToken.None);

        folder.Delete(recursive: true);
        Assert.That(set.Name, Is.EqualTo("builtin"));
        Assert.That(
            $"{set}",
            Does.StartWith("builtin; full (Reqnroll, SSH.NET, CliWrap, Allure) cannot be restored here: the NuGet source has no ")
                .And.Contains(" CliWrap, ").And.Contains(" Reqnroll.NUnit, SSH.NET").And.Not.Contains("\n"));
    }

    [Test]
    public async Task What_dotnet_says_of_a_source_that_is_not_there_is_the_reason()
    {
        var folder = Directory.CreateTempSubdirectory("harness-no-source-");
        await using var machine = new LocalHost("this machine");

        var set = await PackageSet.ChooseAsync(machine, ["--source", "/no/such/source", "--packages", folder.FullName], CancellationToken.None);

        folder.Delete(recursive: true);
        Assert.That($"{set}", Does.StartWith("builtin; ").And.Contains("NU1301").And.Contains("/no/such/source").And.Not.Contains("\n"));
    }

    private static IEnumerable<string> Removed(string project) => XDocument.Load(project).Descendants("Compile")
        .Where(item => (string?)item.Parent!.Attribute("Condition") == Full)
        .SelectMany(item => ((string?)item.Attribute("Remove"))?.Split(';') ?? []);
}
