using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Guests.Access;
using TestHarness.Guests.Console;
using TestHarness.Qemu.Machines;
using TestHarness.Tests.Guests.Console;

namespace TestHarness.Tests.Guests.Access;

internal sealed class FirstAccessTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private readonly List<string> _events = [];

    [SetUp]
    public void Forget() => _events.Clear();

    [Test]
    public async Task The_way_that_answers_first_is_taken_and_the_others_are_given_up()
    {
        var session = await WithConsoleAsync(
            (access, console) => access.EnterAsync(null!, console, Long), Way("slow", never: true), Way("agent"));

        Assert.That(session, Is.EqualTo("agent"));
        Assert.That(_events, Does.Contain("slow was given up"));
    }

    [Test]
    public async Task A_way_that_fails_leaves_the_guest_to_the_others()
    {
        var session = await WithConsoleAsync(
            (access, console) => access.EnterAsync(null!, console, Long), Way("agent", fails: true), Way("ssh"));

        Assert.That(session, Is.EqualTo("ssh"));
    }

    [Test]
    public async Task A_guest_in_which_nothing_answers_fails_with_the_reason_of_each_way()
    {
        var failure = (await Assert.ThrowsAsync<HarnessException>(() => WithConsoleAsync(
            (access, console) => access.EnterAsync(null!, console, Long), Way("agent", fails: true), Way("ssh", fails: true))))!;

        Assert.That(
            failure.Message,
            Is.EqualTo("[guest-health] no way led into the guest: agent does not answer; ssh does not answer"));
    }

    [Test]
    public async Task A_saved_guest_is_entered_by_one_way_after_the_other()
    {
        var session = await WithConsoleAsync(
            (access, console) => access.ReenterAsync(null!, console, Long), Way("agent"), Way("serial"));

        Assert.That(session, Is.EqualTo("agent"));
        Assert.That(_events, Is.EqualTo(new[] { "agent was tried" }), "a login at the console would disturb the guest");
    }

    [Test]
    public void It_uses_what_one_of_its_ways_uses()
    {
        var access = new FirstAccess([new AgentAccess(), new SshAccess("tester", "/key")]);

        Assert.That((access.Uses<SshAccess>(), access.Uses<SerialAccess>()), Is.EqualTo((true, false)));
    }

    private static async Task<string> WithConsoleAsync(
        Func<FirstAccess, SerialConsole, Task<GuestSession>> enter, params GuestAccess[] ways)
    {
        await using var guest = new FakeGuest(terminal => terminal.BootAsync());
        await using var console = await SerialConsole.ConnectAsync(guest.EndPoint, null);
        await using var session = await enter(new FirstAccess([.. ways]), console);
        return session.Description;
    }

    private FakeAccess Way(string name, bool never = false, bool fails = false) => new(name, never, fails, _events);

    private sealed record FakeAccess(string Name, bool Never, bool Fails, List<string> Events) : GuestAccess
    {
        public override async Task<GuestSession> EnterAsync(
            QemuMachine machine, SerialConsole console, TimeSpan timeout, CancellationToken cancellationToken = default)
        {
            Events.Add($"{Name} was tried");
            try
            {
                if (Never)
                    await Task.Delay(timeout, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                Events.Add($"{Name} was given up");
                throw;
            }

            return Fails
                ? throw new HarnessException(FailureClass.GuestHealth, $"{Name} does not answer")
                : new FakeSession(console, Name);
        }
    }

    private sealed class FakeSession(SerialConsole console, string name) : GuestSession(console)
    {
        public override string Description => name;

        protected override Task<ShellResult> RunAloneAsync(
            string script, string situation, TimeSpan timeout, CancellationToken cancellationToken) =>
            Task.FromResult(new ShellResult(0, ""));
    }
}
