using TestHarness.Scenarios.Allure;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.Tests.Contract;

/// <summary>The contract's scenarios on the built-in engine: every writer writes the same of them.</summary>
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
        var runner = new FeatureRunner(ContractVerdictTests.Registry, new RunOptions([Writer()]));

        await runner.RunAsync(FeatureSet.Load([Path.Combine(root, "features")], root));

        Expected.Check(ResultSet.Lines(Results), GetType().Name);
    }
}

public sealed class AllureWriterContractTests : WriterContract
{
    private protected override IRunObserver Writer() => new AllureWriter(new AllureOptions(Results));
}
