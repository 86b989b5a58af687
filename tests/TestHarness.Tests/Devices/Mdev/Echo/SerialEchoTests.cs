using TestHarness.Devices.Mdev.Echo;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Load;

namespace TestHarness.Tests.Devices.Mdev.Echo;

/// <summary>What is sent to a guest; that it works is seen on a guest with an mtty.</summary>
[TestFixture]
internal sealed class SerialEchoTests
{
    [Test]
    public async Task The_script_looks_for_the_card_and_numbers_its_lines()
    {
        var shell = new RecordingShell("1000007");

        var echo = await SerialEcho.StartAsync(shell);

        Assert.That(
            shell.Scripts[0], Does.Contain("!= 0x4348:0x3253 ]").And.Contains("there is no serial port of the card 0x4348:0x3253")
                .And.Contains("\nline=1000000\n").And.Contains(GuestJob.PausePoint));
        Assert.That(await echo.CheckAsync(), Is.EqualTo(7));
    }

    [Test]
    public async Task A_pause_and_going_on_are_those_of_the_job()
    {
        var shell = new RecordingShell("1000001");
        var echo = await SerialEcho.StartAsync(shell);
        var started = shell.Scripts.Count;

        await echo.PauseAsync();
        await echo.ResumeAsync();

        Assert.That(shell.Scripts[started], Does.Contain(": > pause").And.Contains("cat back"));
        Assert.That(shell.Scripts[started + 1], Does.Contain("rm -f pause"));
        Assert.That(shell.Scripts[started + 2], Does.Contain("last=$(cat back"));
    }

    [Test]
    public void A_line_that_did_not_come_back_fails_with_the_output_of_the_job() => Assert.That(
        async () => await SerialEcho.StartAsync(new RecordingShell("1\n1000004 did not come back within 20 s", exitCodeOfJob: 1)),
        Throws.TypeOf<HarnessException>().With.Message.Contains("1000004 did not come back within 20 s"));

    private sealed class RecordingShell(string answer, int exitCodeOfJob = 0) : IGuestShell
    {
        public List<string> Scripts { get; } = [];

        public Task<ShellResult> RunAsync(string script, TimeSpan timeout, CancellationToken cancellationToken = default)
        {
            Scripts.Add(script);
            return Task.FromResult(new ShellResult(Scripts.Count == 1 ? 0 : exitCodeOfJob, $"{answer}\n"));
        }
    }
}
