using Renci.SshNet;
using TestHarness.Hosts.Channels;
using TestHarness.Hosts.Ssh;

namespace TestHarness.Hosts.SshNet;

/// <summary>
/// A session of a connection. Its scripts end it only after its input has ended: SSH.NET may send an input to a session that sshd
/// has ended, and sshd then ends the whole connection.
/// </summary>
internal sealed class SshNetChannel : Channel
{
    // The first line starts the command, so that a command whose session could not be opened completely was not run.
    private static readonly string[] TakeFirstLine = ["sh", "-c", "read -r start && exec \"$@\"", "sh"];

    private static readonly byte[] FirstLine = "\n"u8.ToArray();

    private readonly SshNetLink _link;
    private readonly SshCommand _command;
    private readonly Task _run;
    private readonly SshNetOutput _output;
    private readonly SshNetOutput _error;
    private readonly Lazy<Task> _closing;

    private SshNetChannel(SshNetLink link, SshCommand command)
    {
        _link = link;
        _command = command;
        _run = command.ExecuteAsync(CancellationToken.None);
        Input = new SshNetInput(command.CreateInputStream());
        _output = new(command.OutputStream);
        _error = new(command.ExtendedOutputStream);
        _closing = new(() => Task.Run(Close));
    }

    public override Stream Input { get; }

    public override Stream Output => _output.Stream;

    public override Stream Error => _error.Stream;

    public override bool HasExited => _command.ExitStatus is not null || _run.IsCompleted;

    /// <summary>Opens a session for a command, which does not start yet.</summary>
    /// <param name="link">A connection with a session that is reserved for the command.</param>
    /// <exception cref="Exception">
    /// <see cref="SshNetFailure.IsOfTheCarrier"/>: the session could not be opened; the reservation has ended.
    /// </exception>
    public static async Task<SshNetChannel> OpenAsync(SshNetLink link, IEnumerable<string> words)
    {
        SshCommand? command = null;
        try
        {
            command = link.Client.CreateCommand(LoginShell.Line(TakeFirstLine.Concat(words)));
            return await Task.Run(() => new SshNetChannel(link, command));
        }
        catch
        {
            link.Sessions.Release();
            if (command is not null)
                SshNetFailure.Ignore(command.Dispose);
            throw;
        }
    }

    /// <summary>Starts the command; <see cref="ExitAsync"/> throws when the start failed.</summary>
    public async Task StartAsync()
    {
        try
        {
            await Task.Run(() => Input.Write(FirstLine));
        }
        catch (IOException)
        {
            // The connection broke, so that the command ends without an exit code, which ExitAsync reports.
        }
    }

    public override async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(_run, _link.Silent).WaitAsync(cancellationToken);
        return _run.IsCompletedSuccessfully && _command.ExitStatus is { } exitCode
            ? exitCode
            : throw _link.ExplainEnd(_run.Exception?.InnerException);
    }

    public override void Kill() => _ = _closing.Value;

    public override async ValueTask DisposeAsync()
    {
        await _closing.Value;
        _link.Sessions.Release();
        _output.Dispose();
        _error.Dispose();
    }

    private void Close()
    {
        Input.Dispose();
        SshNetFailure.Ignore(_command.Dispose);
    }
}
