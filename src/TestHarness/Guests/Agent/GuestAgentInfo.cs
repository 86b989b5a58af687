using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TestHarness.Guests.Agent;

/// <summary>What <c>guest-info</c> returns.</summary>
public sealed record GuestAgentInfo
{
    public string Version { get; init; } = "";

    [JsonPropertyName("supported_commands")]
    public ImmutableArray<GuestAgentCommand> SupportedCommands { get; init; } = [];

    /// <summary>Whether the agent has a command and its configuration allows it.</summary>
    public bool Allows(string command) => SupportedCommands.Any(c => c.Name == command && c.Enabled);
}

/// <param name="Enabled">Whether the agent's configuration allows it; distributions often forbid guest-exec.</param>
public sealed record GuestAgentCommand(string Name, bool Enabled);
