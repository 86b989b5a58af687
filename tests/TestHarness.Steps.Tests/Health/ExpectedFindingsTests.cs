using TestHarness.Failures;
using TestHarness.Steps.Health;

namespace TestHarness.Steps.Tests.Health;

internal sealed class ExpectedFindingsTests
{
    private const string Failure = "[data] LUN lun0: block 1 (written before leg 1) is damaged";

    [Test]
    public void A_failure_that_names_all_is_right() =>
        Assert.That(() => Check("LUN lun0", "block"), Throws.Nothing);

    [Test]
    public void A_failure_for_another_reason_is_reported() =>
        Assert.That(() => Check("LUN lun0", "cannot be read"), Throws.TypeOf<HarnessException>()
            .With.Message.EqualTo($"[data] the data check does not name 'cannot be read': {Failure}"));

    [Test]
    public void Any_failure_will_not_do()
    {
        Assert.That(() => Check(), Throws.TypeOf<HarnessException>());
        Assert.That(() => Check(""), Throws.TypeOf<HarnessException>());
    }

    private static void Check(params string[] texts) =>
        new ExpectedFindings([.. texts]).CheckNamed("the data check", FailureClass.Data, Failure);
}
