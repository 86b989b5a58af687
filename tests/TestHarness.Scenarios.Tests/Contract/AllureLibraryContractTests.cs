using TestHarness.Scenarios.Allure;
using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.Tests.Contract;

public sealed class AllureLibraryContractTests : WriterContract
{
    private protected override IRunObserver Writer() => new AllureLibraryWriter(new AllureOptions(Results));
}
