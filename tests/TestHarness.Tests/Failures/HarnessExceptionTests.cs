using TestHarness.Failures;

namespace TestHarness.Tests.Failures;

[TestFixture]
internal sealed class HarnessExceptionTests
{
    [TestCase(FailureClass.Config, "[config] what")]
    [TestCase(FailureClass.Preflight, "[preflight] what")]
    [TestCase(FailureClass.Provision, "[provision] what")]
    [TestCase(FailureClass.Ssh, "[ssh] what")]
    [TestCase(FailureClass.Qmp, "[qmp] what")]
    [TestCase(FailureClass.Migration, "[migration] what")]
    [TestCase(FailureClass.GuestHealth, "[guest-health] what")]
    [TestCase(FailureClass.Data, "[data] what")]
    [TestCase(FailureClass.Leak, "[leak] what")]
    public void The_message_starts_with_the_class(FailureClass failureClass, string message)
    {
        var cause = new IOException("cause");
        var failure = new HarnessException(failureClass, "what", cause);

        Assert.That(
            failure,
            Has.Message.EqualTo(message).And.InnerException.SameAs(cause).And.Property("FailureClass").EqualTo(failureClass));
        Assert.That(failure.Detail, Is.EqualTo("what"));
    }

    [Test]
    public void A_message_is_one_fault_and_hides_none_of_several_that_it_wraps()
    {
        var own = new HarnessException(FailureClass.Qmp, "what", new HarnessException(FailureClass.Data, "one"));
        var several = new HarnessException(FailureClass.Data, "a; b")
        {
            Faults = [new Fault(FailureClass.Data, "a"), new Fault(FailureClass.Leak, "b")],
        };

        Assert.That(own.Faults, Is.EqualTo(new[] { new Fault(FailureClass.Qmp, "what") }));
        Assert.That(
            new HarnessException(FailureClass.Ssh, "all", several).Faults,
            Is.EqualTo(new[] { new Fault(FailureClass.Ssh, "all") }.Concat(several.Faults)));
    }

    [Test]
    public void Every_class_has_a_label_of_its_own() =>
        Assert.That(Enum.GetValues<FailureClass>().Select(HarnessException.Label), Is.Unique.And.All.Match("^[a-z-]+$"));
}
