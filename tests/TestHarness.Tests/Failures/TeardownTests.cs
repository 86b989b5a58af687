using TestHarness.Failures;

namespace TestHarness.Tests.Failures;

public sealed class TeardownTests
{
    private readonly List<int> _made = [];

    [SetUp]
    public void Forget() => _made.Clear();

    [Test]
    public async Task Steps_run_in_their_order()
    {
        await Teardown.RunAsync(Step(1), Step(2));
        Assert.That(_made, Is.EqualTo([1, 2]));
    }

    [Test]
    public void A_step_runs_after_one_that_throws_and_the_exception_is_the_first_ones_own()
    {
        var failure = new IOException("disk full");
        Assert.That(() => Teardown.RunAsync(Teardown.Step(() => throw failure), Step(2)), Throws.Exception.SameAs(failure));
        Assert.That(_made, Is.EqualTo([2]));
    }

    [Test]
    public void Several_failures_are_one_with_the_class_of_the_first_that_has_one() => Assert.That(
        () => Teardown.RunAsync(
            () => throw new IOException("disk full"),
            () => throw new HarnessException(FailureClass.Ssh, "host1 is gone"),
            () => throw new HarnessException(FailureClass.Leak, "host2: a tap")),
        Throws.TypeOf<HarnessException>().With.Message.EqualTo("[ssh] disk full; host1 is gone; host2: a tap"));

    [Test]
    public void Failures_without_a_class_are_a_leak() => Assert.That(
        () => Teardown.RunAsync(() => throw new IOException("disk full"), () => throw new InvalidOperationException("closed")),
        Throws.TypeOf<HarnessException>().With.Message.EqualTo("[leak] disk full; closed"));

    [Test]
    public void Each_of_several_failures_is_a_fault() => Assert.That(
        () => Teardown.RunAsync(
            () => throw new IOException("disk full"),
            () => throw new HarnessException(FailureClass.Leak, "host2: a tap; host3: a tap")
            {
                Faults = [new Fault(FailureClass.Leak, "host2: a tap"), new Fault(FailureClass.Leak, "host3: a tap")],
            }),
        Throws.TypeOf<HarnessException>().With.Property("Faults").EqualTo(new[]
        {
            new Fault(null, "disk full"), new Fault(FailureClass.Leak, "host2: a tap"),
            new Fault(FailureClass.Leak, "host3: a tap"),
        }));

    private Func<Task> Step(int number) => Teardown.Step(() => _made.Add(number));
}
