using System.Collections.Immutable;
using TestHarness.Failures;

namespace TestHarness.Environments;

/// <summary>A QEMU that a person names for a run, in place of the environment's: <c>PATH</c> or <c>HOST=PATH</c>.</summary>
/// <param name="Host">The host; null for all hosts.</param>
/// <param name="Path">A folder of this machine, which is a build; or else the path of a binary of the hosts.</param>
public sealed record QemuChoice(string? Host, string Path)
{
    /// <summary>The separator of several choices in one text.</summary>
    public const char Separator = ':';

    /// <summary>The settings for the host.</summary>
    private QemuSettings Settings => Directory.Exists(Path) ? new() { Build = Path } : new(Path);

    /// <summary>Parses a choice; a relative path is one of the current folder.</summary>
    /// <exception cref="HarnessException">Class config: the text has no path.</exception>
    public static QemuChoice Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var hasHost = equals >= 0 && !text[..equals].Contains('/', StringComparison.Ordinal);
        var (host, path) = hasHost ? (text[..equals], text[(equals + 1)..]) : (null, text);
        // The shell expands a tilde at the start of a word alone.
        if (path.StartsWith("~/", StringComparison.Ordinal))
            path = System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..]);
        return path.Length > 0 && !path.Contains(Separator, StringComparison.Ordinal) && host is not ""
            ? new QemuChoice(host, System.IO.Path.GetFullPath(path))
            : throw new HarnessException(
                FailureClass.Config,
                $"--qemu '{text}': expected PATH or HOST=PATH, where PATH (without ':') is a folder of this machine with a "
                + "QEMU, or the path of a binary on the hosts");
    }

    /// <summary>Parses choices that are separated by colons.</summary>
    /// <exception cref="HarnessException">Class config: one of them has no path.</exception>
    public static ImmutableArray<QemuChoice> ParseAll(string text) =>
        [.. text.Split(Separator, StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    /// <summary>Returns the environment with the chosen QEMUs; the choice of a host takes precedence over one for all.</summary>
    /// <exception cref="HarnessException">Class config: the environment has no host of that name.</exception>
    public static LabEnvironment Apply(IEnumerable<QemuChoice> choices, LabEnvironment environment) =>
        choices.OrderBy(choice => choice.Host is not null).Aggregate(environment, (found, choice) => choice.ApplyTo(found));

    public override string ToString() => Host is null ? Path : $"{Host}={Path}";

    private LabEnvironment ApplyTo(LabEnvironment environment)
    {
        if (Host is null)
            return environment with { Hosts = [.. environment.Hosts.Select(host => host with { Qemu = Settings })] };
        if (environment.Hosts.All(host => host.Name != Host))
            throw new HarnessException(
                FailureClass.Config,
                $"--qemu {this}: environment '{environment.Name}' has no host '{Host}'; it has "
                + $"{string.Join(", ", environment.Hosts.Select(host => host.Name))}");
        return environment with
        {
            Hosts = [.. environment.Hosts.Select(host => host.Name == Host ? host with { Qemu = Settings } : host)],
        };
    }
}
