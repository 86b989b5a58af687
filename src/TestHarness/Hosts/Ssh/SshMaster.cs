using System.IO.Pipelines;
using TestHarness.Failures;

namespace TestHarness.Hosts.Ssh;

/// <summary>
/// A connection to a host whose sessions run commands. It is a supervised process of this machine: it ends with the harness,
/// however hard that ends, and the sessions' leashes end with it. Its tag does not belong to this harness's session, because no
/// scenario leaves it behind.
/// </summary>
internal sealed class SshMaster : IAsyncDisposable
{
    // The trap keeps the shell until the directory is removed; ssh does not inherit the trap.
    private const string RemoveDirectoryAtEnd = """
        trap : TERM; directory=$1; shift
        "$@"
        status=$?; trap '' TERM; rm -rf "$directory"; exit "$status"
        """;

    private static readonly TimeSpan ConnectBound = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(5);

    private static readonly LocalHost ThisMachine = new("this machine");

    private readonly string _name;
    private readonly SshDestination _destination;
    private readonly string _directory;
    private readonly IHostProcess _process;
    private int _files;

    private SshMaster(string name, SshDestination destination, string directory, IHostProcess process)
    {
        _name = name;
        _destination = destination;
        _directory = directory;
        _process = process;
    }

    /// <summary>The sessions that commands have reserved.</summary>
    public SessionCount Sessions { get; } = new();

    /// <summary>Whether the connection has not ended.</summary>
    public bool IsAlive => !_process.Completion.IsCompleted;

    /// <summary>Connects to a host, within 30 s.</summary>
    /// <exception cref="HarnessException">Class ssh: the connection could not be made.</exception>
    public static async Task<SshMaster> ConnectAsync(string name, SshDestination destination, CancellationToken cancellationToken)
    {
        var configuration = SshConfiguration.Text(destination);
        var directory = SshDirectory.Create();
        await File.WriteAllTextAsync(Path.Combine(directory, "config"), configuration, cancellationToken);
        var ready = new Pipe();
        var command = Command.Shell(RemoveDirectoryAtEnd, [directory, .. Words(
            directory, "-M", "-N", "-o", "ControlPersist=no", "-o", "ClearAllForwardings=yes",
            "-o", "PermitLocalCommand=yes", "-o", "LocalCommand=echo connected", destination.Host)]);
        var tagged = command.WithEnvironment(ProcessTag.Variable, $"ssh-{ProcessTag.NewId()}");
        var process = await ThisMachine.StartAsync(tagged.WithStandardOutput(ready.Writer.AsStream()), cancellationToken);
        var master = new SshMaster(name, destination, directory, process);
        try
        {
            await Task.WhenAny(ready.Reader.ReadAsync(cancellationToken).AsTask(), process.Completion)
                .WaitAsync(ConnectBound, cancellationToken);
            return master.IsAlive ? master : throw master.Explain("", "the connection could not be made");
        }
        catch (Exception exception)
        {
            await master.DisposeAsync();
            if (exception is TimeoutException)
                throw master.Explain("", $"no connection within {ConnectBound.TotalSeconds} s");
            throw;
        }
    }

    /// <summary>Runs a program in a session that is reserved for it.</summary>
    public SshChannel Open(IEnumerable<string> words)
    {
        var log = NewFile("log");
        var command = Words(
            _directory, "-E", log.Path, "-o", "LogLevel=DEBUG2", _destination.Host, LoginShell.Line(words));
        return new SshChannel(this, log, command);
    }

    /// <summary>Sends a control request to the connection, such as for a forward.</summary>
    public async Task ControlAsync(string request, string option, string value, CancellationToken cancellationToken)
    {
        var words = Words(_directory, "-O", request, option, value, _destination.Host);
        var result = await ThisMachine.RunAsync(new Command(words[0], words.Skip(1)), cancellationToken);
        if (!result.Succeeded)
            throw Explain(result.StandardError, $"the connection refused to {request} {value}");
    }

    /// <summary>Returns a new file of the connection's directory, which does not exist yet.</summary>
    public SshFile NewFile(string kind) => new(Path.Combine(_directory, $"{kind}{Interlocked.Increment(ref _files)}"));

    /// <summary>Waits for the end of a connection that seems to be broken, 5 s at most; returns whether it has ended.</summary>
    public async Task<bool> WaitForEndAsync()
    {
        await ((Task)_process.Completion.WaitAsync(EndBound)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !IsAlive;
    }

    /// <summary>
    /// Explains why a session ended without an exit code. A session notices the end of the connection a moment before this
    /// process ends, so this waits for it.
    /// </summary>
    public async Task<HarnessException> ExplainEndAsync(string output) => Explain(output, await WaitForEndAsync()
        ? "the connection broke while a command ran"
        : "the session of a command ended without an exit code; was its shell killed?");

    private HarnessException Explain(string output, string fallback) =>
        SshFailure.Explain(_name, _destination, $"{output}\n{_process.StandardErrorTail}", fallback);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static List<string> Words(string directory, params string[] arguments) =>
    [
        "env", "LC_ALL=C", "ssh", "-T", "-F", Path.Combine(directory, "config"), "-S", Path.Combine(directory, "master"),
        .. arguments,
    ];
}
