using TestHarness.Cli.Setup;
using TestHarness.Hosts;

namespace TestHarness.Cli.Tests.Commands;

public sealed class PackageSetTests
{
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
}
