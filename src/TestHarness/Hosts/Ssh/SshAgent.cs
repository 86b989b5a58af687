using System.Collections.Immutable;

namespace TestHarness.Hosts.Ssh;

/// <summary>The SSH agent of the configuration, by default the one of <c>SSH_AUTH_SOCK</c>.</summary>
internal static class SshAgent
{
    private const string Variable = "SSH_AUTH_SOCK";

    private static readonly TimeSpan AnswerBound = TimeSpan.FromSeconds(10);

    /// <summary>Lists the agent's keys; returns none when no agent answers.</summary>
    public static async Task<ImmutableArray<SshPublicKey>> KeysAsync(SshSettings settings)
    {
        if (Socket(settings) is not { Length: > 0 } socket)
            return [];

        await using var machine = new LocalHost("this machine");
        var listed = await machine.RunAsync(
            new Command("ssh-add", "-L").WithEnvironment(Variable, socket).WithTimeout(AnswerBound));
        return listed.Succeeded
            ? [.. listed.StandardOutput.Split('\n').Select(SshPublicKey.Parse).OfType<SshPublicKey>()]
            : [];
    }

    private static string? Socket(SshSettings settings) => settings.All("identityagent").FirstOrDefault() switch
    {
        null or Variable => Environment.GetEnvironmentVariable(Variable),
        "none" => null,
        ['$', .. var name] => Environment.GetEnvironmentVariable(name.Trim('{', '}')),
        var path => settings.Expand(path),
    };
}
