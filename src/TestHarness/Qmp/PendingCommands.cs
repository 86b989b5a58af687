namespace TestHarness.Qmp;

/// <summary>A command that QEMU has not answered yet.</summary>
internal sealed class PendingCommand(long id, string name)
{
    private readonly TaskCompletionSource<QmpReply> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Id => id;

    public string Name => name;

    public Task<QmpReply> Reply => _reply.Task;

    /// <summary>Sets the reply.</summary>
    public void Complete(QmpReply reply) => _reply.TrySetResult(reply);

    /// <summary>Ends the wait for the reply with an exception.</summary>
    public void Fail(Exception error) => _reply.TrySetException(error);
}

/// <summary>The commands that QEMU has not answered yet, by id.</summary>
internal sealed class PendingCommands
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, PendingCommand> _byId = [];
    private Func<string, Exception>? _ended;

    /// <summary>The names of the commands.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_gate)
                return [.. _byId.Values.Select(c => c.Name)];
        }
    }

    /// <summary>Adds a command before it is sent; throws when the session has ended.</summary>
    public void Add(PendingCommand command)
    {
        lock (_gate)
        {
            if (_ended is not null)
                throw _ended($"before '{command.Name}' was sent");
            _byId.Add(command.Id, command);
        }
    }

    /// <summary>Removes a command that nobody waits for any more.</summary>
    public void Remove(PendingCommand command)
    {
        lock (_gate)
            _byId.Remove(command.Id);
    }

    /// <summary>Answers a command; ignores an id that nobody waits for, such as that of a command that timed out.</summary>
    public void Complete(long id, QmpReply reply)
    {
        PendingCommand? command;
        lock (_gate)
            _byId.Remove(id, out command);
        command?.Complete(reply);
    }

    /// <summary>Ends all waits, and those of later commands, with an exception.</summary>
    public void End(Func<string, Exception> error)
    {
        PendingCommand[] left;
        lock (_gate)
        {
            _ended = error;
            left = [.. _byId.Values];
            _byId.Clear();
        }

        foreach (var command in left)
            command.Fail(error($"while '{command.Name}' was pending"));
    }
}
