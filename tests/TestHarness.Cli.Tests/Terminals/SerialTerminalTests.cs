using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using TestHarness.Cli.Terminals;
using TestHarness.Tests.Hosts;

namespace TestHarness.Cli.Tests.Terminals;

/// <summary>A socket in the place of a lab host's serial console, and pipes in the place of the terminal.</summary>
[TestFixture]
internal sealed class SerialTerminalTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private TemporaryDirectory _directory = null!;
    private NetworkStream _console = null!;
    private NetworkStream _host = null!;
    private Pipe _keys = null!;
    private MemoryStream _screen = null!;

    [SetUp]
    public async Task SetUp()
    {
        (_directory, _keys, _screen) = (new TemporaryDirectory(), new Pipe(), new MemoryStream());
        var address = new UnixDomainSocketEndPoint(_directory["serial.sock"]);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(address);
        listener.Listen();
        var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(address);
        (_console, _host) = (new NetworkStream(client, true), new NetworkStream(await listener.AcceptAsync(), true));
    }

    [TearDown]
    public void TearDown()
    {
        _console.Dispose();
        _host.Dispose();
        _screen.Dispose();
        _directory.Dispose();
    }

    [Test]
    public async Task Keys_reach_the_console_up_to_the_escape_key()
    {
        await TypeAsync("ls\r");
        var joined = JoinAsync();
        await TypeAsync("ex\u001dit");

        await joined.WaitAsync(Bound);

        Assert.That(await TypedAsync(), Is.EqualTo("ls\rex"));
    }

    [Test]
    public async Task The_end_of_the_input_leaves_the_console()
    {
        var joined = JoinAsync();
        await TypeAsync("reboot\r");
        await _keys.Writer.CompleteAsync();

        await joined.WaitAsync(Bound);

        Assert.That(await TypedAsync(), Is.EqualTo("reboot\r"));
    }

    [Test]
    public async Task The_bytes_of_the_console_are_shown_as_they_are_up_to_its_end()
    {
        byte[] shown = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        var joined = JoinAsync();
        await _host.WriteAsync(shown);
        await _host.DisposeAsync();

        await joined.WaitAsync(Bound);

        Assert.That(_screen.ToArray(), Is.EqualTo(shown));
    }

    private Task JoinAsync() =>
        SerialTerminal.JoinAsync(_console, _keys.Reader.AsStream(), _screen, CancellationToken.None);

    private async Task TypeAsync(string keys) => await _keys.Writer.WriteAsync(Encoding.ASCII.GetBytes(keys));

    /// <summary>What reached the host, once the console is closed.</summary>
    private async Task<string> TypedAsync()
    {
        await _console.DisposeAsync();
        using var reader = new StreamReader(_host, Encoding.ASCII);
        return await reader.ReadToEndAsync();
    }
}
