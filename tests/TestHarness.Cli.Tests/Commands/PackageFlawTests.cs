using System.Text.Json;
using TestHarness.Hosts;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Tests.Commands;

public sealed class PackageFlawTests
{
    [Test]
    public async Task No_package_has_a_known_flaw()
    {
        await using var machine = new LocalHost("this machine");
        var solution = Path.Combine(RunSettings.Root, "TestHarness.sln");
        var list = new Command(
            "dotnet", ["list", solution, "package", "--vulnerable", "--include-transitive", "--format", "json"]);

        var result = await machine.RunAsync(list.WithTimeout(TimeSpan.FromMinutes(3)));

        Skip.Unless(
            result.Succeeded, SkipReason.NoPackageAudit, $"'{list}' failed: {result.StandardOutput}{result.StandardError}");
        using var report = JsonDocument.Parse(result.StandardOutput);
        Assert.That(report.RootElement.GetProperty("projects").GetArrayLength(), Is.GreaterThan(10));
        Assert.That(Flaws(report.RootElement), Is.Empty);
    }

    /// <summary>The packages with flaws; a package without is not listed.</summary>
    private static IEnumerable<string> Flaws(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Flaws),
        JsonValueKind.Object when element.TryGetProperty("vulnerabilities", out var flaws) =>
            [$"{element.GetProperty("id")}: {flaws}"],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Flaws(property.Value)),
        _ => [],
    };
}
