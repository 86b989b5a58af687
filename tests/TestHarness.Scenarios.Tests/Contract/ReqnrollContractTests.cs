using System.Diagnostics;
using System.Xml.Linq;

namespace TestHarness.Scenarios.Tests.Contract;

/// <summary>The contract's scenarios as NUnit runs the fixtures that Reqnroll made of them (tests/TestHarness.Contract).</summary>
public sealed class ReqnrollContractTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contract-reqnroll-").FullName;

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Writes_what_is_expected_of_every_engine_and_writer()
    {
        await RunAsync("results", strict: false);

        Expected.Check(ResultSet.Lines(Path.Combine(_folder, "results")), GetType().Name);
    }

    [Test]
    public async Task Verdicts_are_those_of_the_results_and_strict_mode_fails_what_is_skipped()
    {
        Assert.That(await RunAsync("lenient", strict: false), Is.EqualTo(ContractVerdictTests.Lenient));
        Assert.That(await RunAsync("strict", strict: true), Is.EqualTo(ContractVerdictTests.Strict));
        Assert.That(
            ResultSet.Lines(Path.Combine(_folder, "strict")),
            Does.Contain("strict mode: skipped because there is no device").And.Not.Contain("\nskipped finished"));
    }

    private async Task<string> RunAsync(string name, bool strict)
    {
        var here = AppContext.BaseDirectory.TrimEnd('/');
        var program = Path.Combine(here.Replace("TestHarness.Scenarios.Tests", "TestHarness.Contract", StringComparison.Ordinal), "TestHarness.Contract.dll");
        var start = new ProcessStartInfo("dotnet", ["vstest", program, $"--logger:trx;LogFileName={name}.trx", $"--ResultsDirectory:{_folder}"])
        {
            RedirectStandardOutput = true,
            Environment = { ["CONTRACT_RESULTS"] = Path.Combine(_folder, name), ["CONTRACT_STRICT"] = strict ? "true" : "false" },
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync();
        Assert.That(File.Exists(Path.Combine(_folder, $"{name}.trx")), Is.True, said);
        return Counts(XDocument.Load(Path.Combine(_folder, $"{name}.trx")));
    }

    private static string Counts(XDocument trx)
    {
        var outcomes = trx.Descendants()
            .Where(element => element.Name.LocalName == "UnitTestResult")
            .ToLookup(result => result.Attribute("outcome")!.Value);
        return $"{outcomes["Passed"].Count()} passed, {outcomes["Failed"].Count()} failed, "
            + $"{outcomes["NotExecuted"].Count()} skipped";
    }
}
