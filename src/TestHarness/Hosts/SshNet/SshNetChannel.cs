using Renci.SshNet;
using TestHarness.Hosts.Channels;

namespace TestHarness.Hosts.SshNet;

/// <summary>A session of a connection.</summary>
internal sealed class SshNetChannel : Channel
{
    // SSH.NET ends the input of a command only after something was written to it: that is the first line, which a shell takes.
    private static readonly string[] TakeFirstLine = ["sh", "-c", "read -r start; exec \"$@\"", "sh"];

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

    /// <summary>The connection has room for it.</summary>
    public static async Task<SshNetChannel> OpenAsync(SshNetLink link, IEnumerable<string> words)
    {
        var command = link.Client.CreateCommand(ShellQuote.Join(TakeFirstLine.Concat(words)));
        try
        {
            return await Task.Run(() => new SshNetChannel(link, command));
        }
        catch (Exception failure) when (SshNetFailure.IsOfTheCarrier(failure))
        {
            link.ReleaseSession();
            SshNetFailure.Ignore(command.Dispose);
            throw link.Refused(failure);
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
