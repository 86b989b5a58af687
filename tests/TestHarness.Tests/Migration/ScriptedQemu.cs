using System.Text.Json;
using System.Text.Json.Nodes;
using TestHarness.Qmp;
using TestHarness.Tests.Qmp;

namespace TestHarness.Tests.Migration;

/// <summary>One side of a migration that says what a test tells it: a real QEMU cannot be made to end in a wrong state.</summary>
internal sealed class ScriptedQemu : IAsyncDisposable
{
    private readonly FakePeer _peer;
    private readonly JsonObject _capabilities = new()
    {
        ["events"] = false, ["return-path"] = false, ["multifd"] = false, ["postcopy-ram"] = false, ["auto-converge"] = false,
    };

    private readonly JsonObject _parameters = [];
    private FakeConnection? _connection;

    private ScriptedQemu() => _peer = new FakePeer(TalkAsync);

    public QmpClient Qmp { get; private set; } = null!;

    /// <summary>What query-status tells.</summary>
    public string Status { get; set; } = "running";

    /// <summary>What query-migrate tells.</summary>
    public string Migration { get; set; } = """{"status": "none"}""";

    /// <summary>The action with each command after its answer.</summary>
    public Func<string, Task> After { get; set; } = _ => Task.CompletedTask;

    public static async Task<ScriptedQemu> StartAsync(string name)
    {
        var qemu = new ScriptedQemu();
        qemu.Qmp = await QmpClient.ConnectAsync(name, qemu._peer.EndPoint);
        return qemu;
    }

    public Task TellAsync(string name) => _connection!.SendLineAsync($$"""{"event": "{{name}}"}""");

    public Task TellStatusAsync(string status) =>
        _connection!.SendLineAsync($$"""{"event": "MIGRATION", "data": {"status": "{{status}}"} }""");

    public async ValueTask DisposeAsync()
    {
        await Qmp.DisposeAsync();
        await _peer.DisposeAsync();
    }

    private async Task TalkAsync(FakeConnection connection)
    {
        _connection = connection;
        await connection.NegotiateAsync();
        while (await connection.ReadLineAsync() is { } line)
        {
            var command = JsonNode.Parse(line)!;
            var name = (string)command["execute"]!;
            await connection.ReplyAsync(command["id"]!.ToJsonString(), Answer(name, command["arguments"]));
            await After(name);
        }
    }

    private string Answer(string command, JsonNode? arguments)
    {
        switch (command)
        {
            case "query-status":
                return $$"""{"status": "{{Status}}", "running": {{JsonSerializer.Serialize(Status == "running")}}}""";
            case "query-migrate":
                return Migration;
            case "query-migrate-parameters":
                return _parameters.ToJsonString();
            case "query-migrate-capabilities":
                return JsonSerializer.Serialize(_capabilities.Select(each => new { capability = each.Key, state = each.Value }));
            case "migrate-set-capabilities":
                foreach (var each in arguments!["capabilities"]!.AsArray())
                    _capabilities[(string)each!["capability"]!] = (bool)each["state"]!;
                return "{}";
            case "migrate-set-parameters":
                foreach (var (name, value) in arguments!.AsObject())
                    _parameters[name] = value?.DeepClone();
                return "{}";
            default:
                return "{}";
        }
    }
}
