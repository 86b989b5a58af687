using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TestHarness.Guests.Agent;

/// <summary>The answer of <c>guest-info</c>.</summary>
public sealed record GuestAgentInfo
{
    /// <summary>The version of the agent.</summary>
    public string Version { get; init; } = "";

    /// <summary>The commands that the agent has.</summary>
    [JsonPropertyName("supported_commands")]
    public ImmutableArray<GuestAgentCommand> SupportedCommands { get; init; } = [];

    /// <summary>Returns whether the agent has a command and its configuration allows the command.</summary>
    public bool Allows(string command) => SupportedCommands.Any(c => c.Name == command && c.Enabled);
}

/// <summary>A command of the agent.</summary>
/// <param name="Enabled">Whether the agent's configuration allows the command; distributions often forbid guest-exec.</param>
public sealed record GuestAgentCommand(string Name, bool Enabled);
