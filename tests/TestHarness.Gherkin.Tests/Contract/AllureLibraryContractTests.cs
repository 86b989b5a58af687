using TestHarness.Gherkin.Allure;
using TestHarness.Gherkin.Running;

namespace TestHarness.Gherkin.Tests.Contract;

public sealed class AllureLibraryContractTests : WriterContract
{
    private protected override IRunObserver Writer() => new AllureLibraryWriter(new AllureOptions(Results));
}
