using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Qemu.Machines;

namespace TestHarness.Tests.Qemu.Machines;

public sealed class QueryAtEndTests
{
    private string _folder = "";

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("th-query-at-end-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    /// <summary>A program in the place of QEMU answers until it is ended, and then exits with a code.</summary>
    [TestCase(0, 0)]
    [TestCase(134, 2)]
    public async Task The_exit_code_of_each_round_counts(int exitCode, int crashes)
    {
        await using var host = new LocalHost("host1");
        var ends = await QueryAtEnd.MakeAsync(host, MakeProgram(exitCode), rounds: 2);
        Assert.That((ends.Rounds, ends.Crashes), Is.EqualTo((2, crashes)));
        Assert.That(ends.Complaints, Is.EqualTo(crashes == 0 ? [] : new[] { "exit code 134: Assertion failed" }));
    }

    [Test]
    public void Each_complaint_is_a_fault() => Assert.That(
        () => new QueryAtEnd(40, 3, ["exit code 134: a", "exit code 139: b"]).ThrowIfCrashed(),
        Throws.TypeOf<HarnessException>().With.Message.Contains("in 3 of 40 rounds: exit code 134: a; exit code 139: b")
            .And.Property("Faults").EqualTo(new[]
            {
                new Fault(FailureClass.Qmp, "exit code 134: a"), new Fault(FailureClass.Qmp, "exit code 139: b"),
            }));

    [Test]
    public async Task A_QEMU_that_does_not_start_fails_with_its_complaint()
    {
        await using var host = new LocalHost("host1");
        Assert.That(
            async () => await QueryAtEnd.MakeAsync(host, "/bin/false", rounds: 1),
            Throws.TypeOf<HarnessException>().With.Property("FailureClass").EqualTo(FailureClass.Qmp));
    }

    private string MakeProgram(int exitCode)
    {
        var program = Path.Combine(_folder, "qemu");
        File.WriteAllText(program, $$$"""
            #!/bin/sh
            trap 'echo "Assertion failed" >&2; exit {{{exitCode}}}' TERM
            while read -r line; do echo '{"return": {"status": "completed"}}'; done
            """);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return program;
    }
}
