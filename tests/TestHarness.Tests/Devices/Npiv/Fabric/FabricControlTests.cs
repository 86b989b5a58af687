using TestHarness.Devices.Npiv;
using TestHarness.Devices.Npiv.Fabric;
using TestHarness.Failures;
using TestHarness.Ledger;
using TestHarness.Tests.Ledger;

namespace TestHarness.Tests.Devices.Npiv.Fabric;

/// <summary>The switch is a program of the test's, whose captures and links that are down are files.</summary>
public sealed class FabricControlTests : LedgerFixture
{
    private const string Program = """
        #!/bin/sh
        cd "$(dirname "$0")" || exit
        case "$1 $2" in
            'capture start') [ ! -e capture ] || { echo 'a capture runs already' >&2; exit 1; }; echo "$3" > capture ;;
            'capture stop') rm -f capture ;;
            'link down') [ ! -e "$3" ] || { echo 'that link is down already' >&2; exit 1; }; touch "$3" ;;
            'link up') rm -f "$3" ;;
        esac
        """;

    private static readonly Wwn Port = Wwn.Parse("5001a4a0f014c8ce");

    private UndoLedger _ledger = null!;
    private FabricControl _fabric = null!;

    [SetUp]
    public void MakeSwitch()
    {
        _ledger = UndoLedger.Open(Folder["ledger"]);
        File.WriteAllText(Folder["switch"], Program);
        File.SetUnixFileMode(Folder["switch"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _fabric = new FabricControl(Host, Folder["switch"], new LedgerScope(_ledger));
    }

    [TearDown]
    public async Task EndLedger() => await _ledger.DisposeAsync();

    [Test]
    public async Task A_capture_that_runs_already_continues()
    {
        await File.WriteAllTextAsync(Folder["capture"], "theirs\n");

        Assert.That(
            () => _fabric.StartCaptureAsync("ours"),
            Throws.TypeOf<HarnessException>().With.Message.Contains("a capture runs already"));

        await UndoAllAsync();
        Assert.That(await File.ReadAllTextAsync(Folder["capture"]), Is.EqualTo("theirs\n"));
    }

    [Test]
    public async Task A_capture_that_was_stopped_is_not_stopped_again_at_the_end()
    {
        var capture = await _fabric.StartCaptureAsync("ours");
        await _fabric.StopCaptureAsync(capture);
        Assert.That((File.Exists(Folder["capture"]), _ledger.Pending.IsEmpty), Is.EqualTo((false, true)));
        await File.WriteAllTextAsync(Folder["capture"], "theirs\n");

        await UndoAllAsync();

        Assert.That(File.Exists(Folder["capture"]));
    }

    [Test]
    public async Task A_link_that_is_down_already_is_not_taken_up()
    {
        await File.WriteAllTextAsync(Folder[$"{Port}"], "");

        Assert.That(
            () => _fabric.TakeLinkDownAsync(Port), Throws.TypeOf<HarnessException>().With.Message.Contains("down already"));

        await UndoAllAsync();
        Assert.That(File.Exists(Folder[$"{Port}"]));
    }

    [Test]
    public async Task A_link_that_was_taken_down_is_taken_up_at_the_end()
    {
        await _fabric.TakeLinkDownAsync(Port);
        Assert.That(File.Exists(Folder[$"{Port}"]));

        await UndoAllAsync();

        Assert.That(File.Exists(Folder[$"{Port}"]), Is.False);
    }

    private Task UndoAllAsync() => _ledger.UndoAllAsync((_, _) => Host);
}
