using Renci.SshNet;
using TestHarness.Hosts.Channels;

namespace TestHarness.Hosts.SshNet;

/// <summary>A session of a connection.</summary>
internal sealed class SshNetChannel : Channel
{
    // SSH.NET ends the input of a command only after something was written to it: that is the first line, which a shell takes.
    // OpenSSH's client sends LC_ALL=C where the host takes it: messages are in one language, whatever carries the host.
    private static readonly string[] TakeFirstLine = ["env", "LC_ALL=C", "sh", "-c", "read -r start; exec \"$@\"", "sh"];

    private static readonly byte[] FirstLine = "\n"u8.ToArray();

    private readonly SshNetLink _link;
    private readonly SshCommand _command;
    private readonly Task _run;
    private readonly SshNetOutput _output;
    private readonly SshNetOutput _error;

    private SshNetChannel(SshNetLink link, SshCommand command)
    {
        _link = link;
        _command = command;
        _run = command.ExecuteAsync(CancellationToken.None);
        _output = new(command.OutputStream);
        _error = new(command.ExtendedOutputStream);
        Input = new SshNetInput(command.CreateInputStream());
        Input.Write(FirstLine);
    }

    public override Stream Input { get; }

    public override Stream Output => _output.Stream;

    public override Stream Error => _error.Stream;

    public override bool HasExited => _command.ExitStatus is not null || _run.IsCompleted;

    /// <param name="link">A connection with a session that is reserved for the command.</param>
    /// <exception cref="Exception">
    /// <see cref="SshNetFailure.IsOfTheCarrier"/>: the session could not be opened; the reservation has ended.
    /// </exception>
    public static async Task<SshNetChannel> OpenAsync(SshNetLink link, IEnumerable<string> words)
    {
        SshCommand? command = null;
        try
        {
            command = link.Client.CreateCommand(ShellQuote.Join(TakeFirstLine.Concat(words)));
            return await Task.Run(() => new SshNetChannel(link, command));
        }
        catch
        {
            link.ReleaseSession();
            if (command is not null)
                SshNetFailure.Ignore(command.Dispose);
            throw;
        }
    }

    public override async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(_run, _link.Silent).WaitAsync(cancellationToken);
        return _run.IsCompletedSuccessfully && _command.ExitStatus is { } exitCode
            ? exitCode
            : throw _link.Broken(_run.Exception?.InnerException);
    }

    /// <summary>Asks the host to end the command, and gives it up when it does not.</summary>
    public override void Kill() => _ = Task.Run(() => _command.CancelAsync());

    public override async ValueTask DisposeAsync()
    {
        await Task.Run(() => SshNetFailure.Ignore(_command.Dispose));
        _link.ReleaseSession();
        _output.Dispose();
        _error.Dispose();
    }
}
