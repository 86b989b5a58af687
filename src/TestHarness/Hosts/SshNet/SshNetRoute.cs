using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts.Ssh;

namespace TestHarness.Hosts.SshNet;

/// <summary>Where and as whom to log in. SSH.NET reads no configuration, so the OpenSSH client is asked what its own says.</summary>
/// <param name="Jump">As for <c>ssh -J</c>; null where the host is reached directly.</param>
internal sealed record SshNetRoute(
    string Host, int Port, string User, string? Alias, ImmutableArray<string> Keys, ImmutableArray<string> KnownHosts, string? Jump)
{
    private static readonly string Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>The name that the host's key is known by.</summary>
    public string KnownAs => Alias ?? (Port == 22 ? Host : $"[{Host}]:{Port}");

    /// <param name="target">The destination's host, or a jump host as <c>[user@]host[:port]</c>.</param>
    /// <exception cref="HarnessException">Class config: the configuration is wrong, or asks for what SSH.NET does not have.</exception>
    public static async Task<SshNetRoute> ResolveAsync(SshDestination destination, string target, CancellationToken cancellationToken)
    {
        var directory = SshDirectory.Create();
        try
        {
            var file = Path.Combine(directory, "config");
            await File.WriteAllTextAsync(file, SshConfiguration.Text(destination), cancellationToken);
            var address = target == destination.Host || target.Contains("://", StringComparison.Ordinal) ? target : $"ssh://{target}";
            await using var machine = new LocalHost("this machine");
            var asked = await machine.RunAsync(new Command("ssh", "-G", "-F", file, address), cancellationToken);
            return Read(destination, asked.OrThrow(FailureClass.Config).StandardOutput.Split('\n'));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static SshNetRoute Read(SshDestination destination, string[] lines)
    {
        if (Value(lines, "proxycommand") is { } command)
            throw new HarnessException(
                FailureClass.Config,
                $"{destination} is reached by ProxyCommand '{command}', which SSH.NET does not have: use ProxyJump, or the builtin package set");

        return new(
            Value(lines, "hostname")!,
            int.Parse(Value(lines, "port")!, CultureInfo.InvariantCulture),
            Value(lines, "user")!,
            Value(lines, "hostkeyalias"),
            [.. Values(lines, "identityfile").Select(Expanded)],
            destination.KnownHostsFile is { } known ? [known] : [.. KnownHostsFiles(lines)],
            Value(lines, "proxyjump")?.Trim('"'));
    }

    private static IEnumerable<string> KnownHostsFiles(string[] lines) =>
        new[] { "userknownhostsfile", "globalknownhostsfile" }
            .SelectMany(key => Values(lines, key))
            .SelectMany(files => files.Split(' '))
            .Select(Expanded);

    private static string? Value(string[] lines, string key) => Values(lines, key).FirstOrDefault(value => value != "none");

    private static IEnumerable<string> Values(string[] lines, string key) => lines
        .Where(line => line.StartsWith($"{key} ", StringComparison.Ordinal))
        .Select(line => line[(key.Length + 1)..]);

    private static string Expanded(string path)
    {
        var plain = path.Replace("%d", Home, StringComparison.Ordinal).Replace("%%", "%", StringComparison.Ordinal);
        return plain.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(Home, plain[2..]) : plain;
    }
}
