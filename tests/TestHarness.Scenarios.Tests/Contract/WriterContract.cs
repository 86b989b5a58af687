using TestHarness.Scenarios.Allure;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.Tests.Contract;

/// <summary>Every writer writes the same of the contract's scenarios.</summary>
public abstract class WriterContract
{
    private protected string Results { get; } = Directory.CreateTempSubdirectory("contract-results-").FullName;

    private protected abstract IRunObserver Writer();

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(Results, recursive: true);

    [Test]
    public async Task Writes_what_is_expected_of_every_engine_and_writer()
    {
        var root = Path.Combine(AppContext.BaseDirectory, "Contract");
        using var steps = ContractVerdictTests.Steps();
        var runner = new FeatureRunner(steps, new RunOptions([Writer()]));

        await runner.RunAsync(FeatureSet.Load([Path.Combine(root, "features")], root));

        Expected.Check(ResultSet.Lines(Results), GetType().Name);
    }
}

public sealed class AllureWriterContractTests : WriterContract
{
    private protected override IRunObserver Writer() => new AllureWriter(new AllureOptions(Results));
}
