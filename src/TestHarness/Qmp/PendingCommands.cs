namespace TestHarness.Qmp;

/// <summary>A command that QEMU has not answered yet.</summary>
internal sealed class PendingCommand(string id, string name)
{
    private readonly TaskCompletionSource<QmpReply> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    public string Name => name;

    public Task<QmpReply> Reply => _reply.Task;

    public void Complete(QmpReply reply) => _reply.TrySetResult(reply);

    public void Fail(Exception error) => _reply.TrySetException(error);
}

/// <summary>The commands in flight, by id.</summary>
internal sealed class PendingCommands
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, PendingCommand> _byId = [];
    private Func<string, Exception>? _ended;

    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_gate)
                return [.. _byId.Values.Select(c => c.Name)];
        }
    }

    public void Add(PendingCommand command)
    {
        lock (_gate)
        {
            if (_ended is not null)
                throw _ended($"before '{command.Name}' was sent");
            _byId.Add(command.Id, command);
        }
    }

    public void Remove(PendingCommand command)
    {
        lock (_gate)
            _byId.Remove(command.Id);
    }

    /// <summary>Answers the command; an id nobody waits for, such as that of a command that timed out, is let pass.</summary>
    public void Complete(string id, QmpReply reply)
    {
        PendingCommand? command;
        lock (_gate)
            _byId.Remove(id, out command);
        command?.Complete(reply);
    }

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
