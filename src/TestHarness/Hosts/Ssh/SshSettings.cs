using System.Text.RegularExpressions;
using TestHarness.Failures;

namespace TestHarness.Hosts.Ssh;

/// <summary>The settings of the user's OpenSSH configuration for one host, as <c>ssh -G</c> prints them.</summary>
internal sealed partial class SshSettings
{
    private static readonly TimeSpan ReadBound = TimeSpan.FromSeconds(10);

    private static readonly string Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private readonly ILookup<string, string> _values;

    private SshSettings(string target, ILookup<string, string> values)
    {
        Target = target;
        _values = values;
    }

    /// <summary>The destination's host, or a jump host as <c>[user@]host[:port]</c>.</summary>
    public string Target { get; }

    /// <summary>
    /// The first value of a setting; null when the configuration does not have the setting, or has the value <c>none</c>.
    /// </summary>
    /// <param name="key">The setting's name in lower case.</param>
    public string? this[string key] => All(key).FirstOrDefault() is { } value and not "none" ? value : null;

    /// <summary>Returns all values of a setting.</summary>
    public IEnumerable<string> All(string key) => _values[key];

    /// <summary>Returns the first value of a setting that must exist.</summary>
    /// <exception cref="HarnessException">Class config: the configuration does not have the setting.</exception>
    public string Require(string key) => this[key] ?? throw new HarnessException(
        FailureClass.Config, $"expected '{key}' in the output of 'ssh -G {Target}', found none");

    /// <summary>Reads the settings from the OpenSSH client, which reads all files of the configuration.</summary>
    /// <exception cref="HarnessException">Class config: the configuration is wrong.</exception>
    public static async Task<SshSettings> ReadAsync(SshDestination destination, string target)
    {
        var directory = SshDirectory.Create();
        try
        {
            var file = Path.Combine(directory, "config");
            await File.WriteAllTextAsync(file, SshConfiguration.Text(destination));
            await using var machine = new LocalHost("this machine");
            var ask = new Command("ssh", ["-G", "-F", file, .. Words(destination, target)]).WithTimeout(ReadBound);
            var asked = await machine.RunAsync(ask);
            return new(target, Parse(asked.OrThrow(FailureClass.Config).StandardOutput));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Replaces the home directory and the tokens of a path; returns null when a token has no value here.</summary>
    public string? Expand(string path)
    {
        var expanded = path
            .Replace("%%", "\0", StringComparison.Ordinal)
            .Replace("%d", Home, StringComparison.Ordinal)
            .Replace("%u", Environment.UserName, StringComparison.Ordinal)
            .Replace("%h", Require("hostname"), StringComparison.Ordinal)
            .Replace("%p", Require("port"), StringComparison.Ordinal)
            .Replace("%r", Require("user"), StringComparison.Ordinal);
        if (expanded.StartsWith("~/", StringComparison.Ordinal))
            expanded = Path.Combine(Home, expanded[2..]);
        return expanded.StartsWith('~') || expanded.Contains('%') || expanded.Contains("${", StringComparison.Ordinal)
            ? null
            : expanded.Replace('\0', '%');
    }

    /// <summary>
    /// Returns the target as ssh's arguments. A jump host of an IPv6 address is taken apart: ssh 9.2 refuses it in a URI.
    /// </summary>
    private static IEnumerable<string> Words(SshDestination destination, string target)
    {
        if (target == destination.Host || target.Contains("://", StringComparison.Ordinal))
            return [target];
        return Ipv6().Match(target) is { Success: true, Groups: var parts }
            ? [.. Option("-l", parts["user"]), .. Option("-p", parts["port"]), parts["host"].Value]
            : [$"ssh://{target}"];
    }

    private static IEnumerable<string> Option(string name, Group value) => value.Success ? [name, value.Value] : [];

    [GeneratedRegex(@"\A((?<user>[^@]+)@)?\[(?<host>[^]]+)\](:(?<port>\d+))?\z")]
    private static partial Regex Ipv6();

    private static ILookup<string, string> Parse(string output) => output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(' ', 2))
        .ToLookup(words => words[0], words => words.Length == 1 ? "" : words[1].Trim('"'), StringComparer.Ordinal);
}
