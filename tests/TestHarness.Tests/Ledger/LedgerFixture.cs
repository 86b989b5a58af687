using System.Collections.Immutable;
using System.Text;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Ledger;

/// <summary>A folder for ledgers, and this machine as the host.</summary>
public abstract class LedgerFixture
{
    private protected TemporaryDirectory Folder { get; private set; } = null!;

    private protected LocalHost Host { get; private set; } = null!;

    [SetUp]
    public void SetUp()
    {
        Folder = new TemporaryDirectory();
        Host = new LocalHost("local");
    }

    [TearDown]
    public async Task TearDown()
    {
        await Host.DisposeAsync();
        Folder.Dispose();
    }

    private protected Command Append(string word) => Command.Shell("echo $1 >>\"$2\"", word, Folder["undone"]);

    private protected static Command Remove(string path) => new("rm", "-rf", "--", path);

    private protected static IEnumerable<string> Words(Command command) => [command.Program, .. command.Arguments];

    private protected static ImmutableArray<LedgerEntry> Pending(byte[] lines) => LedgerLine.ReadPending(lines).Pending;

    private protected static async Task<byte[]> ReadAsync(string path)
    {
        await using var host = new LocalHost("reader");
        return Encoding.UTF8.GetBytes((await host.RunAsync(new Command("cat", path))).StandardOutput);
    }
}
