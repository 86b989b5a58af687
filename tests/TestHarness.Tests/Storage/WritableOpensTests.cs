using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Storage;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Labs.LegChecks;

namespace TestHarness.Tests.Storage;

[TestFixture]
internal sealed class WritableOpensTests
{
    private LocalHost _host = null!;
    private TemporaryDirectory _directory = null!;
    private string _file = "";

    [SetUp]
    public void SetUp()
    {
        (_host, _directory) = (new LocalHost("host1"), new TemporaryDirectory());
        File.WriteAllText(_file = _directory["a [LUN] with*.raw"], "");
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        await _host.DisposeAsync();
        _directory.Dispose();
    }

    [TestCase(FileAccess.Write, 1)]
    [TestCase(FileAccess.ReadWrite, 1)]
    [TestCase(FileAccess.Read, 0)]
    public async Task Writers_are_listed_and_readers_are_not(FileAccess access, int count)
    {
        await using var open = new FileStream(_file, FileMode.Open, access, FileShare.ReadWrite);

        var found = await WritableOpens.ListAsync(_host, _file);

        Assert.That(found.Of(Environment.ProcessId).ToArray(), Has.Length.EqualTo(count));
        Assert.That(found.Opens, Has.Length.EqualTo(count));
    }

    [Test]
    public async Task A_file_is_found_by_every_name_it_has()
    {
        File.CreateSymbolicLink(_directory["alias"], _file);
        await using var open = new FileStream(_directory["alias"], FileMode.Open, FileAccess.Write);

        Assert.That((await WritableOpens.ListAsync(_host, _file)).Opens, Has.Length.EqualTo(1));
        Assert.That((await WritableOpens.ListAsync(_host, _directory["alias"])).Opens, Has.Length.EqualTo(1));
    }

    /// <summary>
    /// Between the look for the file and the look at how it is open, the descriptor may have become another file's.
    /// </summary>
    [Test]
    public async Task A_descriptor_that_changes_between_a_reader_and_another_files_writer_is_not_a_writer()
    {
        await using var changing = await _host.StartAsync(
            Command.Shell("while :; do exec 9< \"$1\"; exec 9<> /dev/null; done", _file));

        for (var look = 0; look < 20; look++)
            Assert.That((await WritableOpens.ListAsync(_host, _file)).Opens, Is.Empty);
    }

    /// <summary>
    /// A process opens and closes the file all the time, as udev does with devices. A descriptor that was closed between the
    /// looks and is open again was not refused.
    /// </summary>
    [Test]
    public async Task A_process_that_opens_and_closes_the_file_is_not_refused()
    {
        await using var first = await _host.StartAsync(Command.Shell(OpenAndClose, _file));
        await using var second = await _host.StartAsync(Command.Shell(OpenAndClose, _file));
        int[] processes = [first.ProcessId, second.ProcessId];

        for (var look = 0; look < 60; look++)
            Assert.That((await WritableOpens.ListAsync(_host, _file)).Refused.Intersect(processes), Is.Empty);
    }

    /// <summary>/dev/null is never a file: it is known by its device number.</summary>
    [Test]
    public async Task A_device_is_found_by_its_number()
    {
        await using var open = new FileStream("/dev/null", FileMode.Open, FileAccess.Write, FileShare.ReadWrite);

        Assert.That((await WritableOpens.ListAsync(_host, "/dev/null")).Of(Environment.ProcessId), Is.Not.Empty);
        Assert.That((await WritableOpens.ListAsync(_host, "/dev/zero")).Of(Environment.ProcessId), Is.Empty);
    }

    [Test]
    public async Task The_processes_of_this_user_are_not_refused_and_those_that_are_are_counted()
    {
        var found = await WritableOpens.ListAsync(_host, _file);

        Assert.That(found.Refused, Does.Not.Contain(Environment.ProcessId));
        Assert.That(found.Refused, Is.Unique);
        Assert.That(
            found.NotReadable,
            found.Refused.IsEmpty
                ? Is.Null
                : Does.StartWith($"the kernel does not show the open files of {found.Refused.Length} processes to this user, "));
    }

    [Test]
    public void Only_a_look_that_was_refused_says_that_there_may_be_more()
    {
        Assert.That(new WritableOpens([], []).NotReadable, Is.Null);
        Assert.That(new WritableOpens([], [7, 8]).NotReadable, Is.EqualTo(
            "the kernel does not show the open files of 2 processes to this user, of process 7 for example"));
    }

    [Test]
    public async Task A_process_of_another_user_is_refused()
    {
        Skip.Unless(Environment.IsPrivilegedProcess, SkipReason.NotRoot, "only root can become another user");
        File.SetUnixFileMode(_directory.Path, (UnixFileMode)0b111_101_101);
        var nobody = new PlantedHost("host1", ChangedToNobody());

        Assert.That((await WritableOpens.ListAsync(nobody, _file)).Refused, Does.Contain(Environment.ProcessId));
    }

    private const string OpenAndClose = "while :; do exec 9<> \"$1\"; exec 9<&-; done";

    private static Plants ChangedToNobody()
    {
        var plants = new Plants();
        plants.Change("fdinfo", command => Plants.Copy(
            command, "setpriv", ["--reuid=65534", "--clear-groups", "--", command.Program, .. command.Arguments]));
        return plants;
    }

    [Test]
    public void A_file_that_is_not_there_is_an_error() => Assert.That(
        async () => await WritableOpens.ListAsync(_host, _directory["none"]),
        Throws.TypeOf<HarnessException>().With.Message.StartsWith("[guest-health] "));
}
