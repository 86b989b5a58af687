using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Guests.Templates;

/// <summary>The folder of a host's templates, <c>${XDG_CACHE_HOME:-$HOME/.cache}/testharness/guest-templates</c>.</summary>
/// <remarks>
/// A template is the state of a guest, in a file, and for a guest with a system disk a file with the disk's SHA-256.
/// </remarks>
internal sealed class TemplateFolder(IHost host)
{
    /// <summary>
    /// Prints the path of a template, and when it exists "there" and its disk's SHA-256; touches it, so that the newest templates
    /// are those used last.
    /// </summary>
    private const string Find = """
        folder=${XDG_CACHE_HOME:-$HOME/.cache}/testharness/guest-templates
        mkdir -p -m 700 "$folder" && printf '%s\n' "$folder/$1" || exit
        [ -f "$folder/$1" ] || exit 0
        touch "$folder/$1" && echo there
        [ ! -f "$folder/$1.disk" ] || cat "$folder/$1.disk"
        """;

    /// <summary>Gives a template its name, and keeps the eight that were used last.</summary>
    private const string Publish = """
        [ -z "$3" ] || echo "$3" > "$2.disk" || exit
        mv -f "$1" "$2" && cd "${2%/*}" && ls -t | grep -v '[.]disk$' | tail -n +9 | while read -r old; do
            rm -f "$old" "$old.disk"
        done
        """;

    /// <summary>Finds a template.</summary>
    /// <returns>The path of a template of this key, and the template; null when there is none.</returns>
    public async Task<(string Path, Template? Template)> FindAsync(string key, CancellationToken cancellationToken)
    {
        var found = (await host.RunAsync(Command.Shell(Find, key), cancellationToken)).OrThrow(FailureClass.Provision);
        var lines = found.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (lines[0], lines.Length > 1 ? new Template(lines[0], lines.ElementAtOrDefault(2)) : null);
    }

    /// <summary>Gives a written template its name.</summary>
    /// <param name="disk">The SHA-256 of the disk that belongs to the state; null for a guest without a system disk.</param>
    public async Task<Template> PublishAsync(string written, string path, string? disk, CancellationToken cancellationToken)
    {
        (await host.RunAsync(Command.Shell(Publish, written, path, disk ?? ""), cancellationToken)).OrThrow(
            FailureClass.Provision);
        return new Template(path, disk);
    }

    /// <summary>Removes a template.</summary>
    public Task RemoveAsync(string path, CancellationToken cancellationToken) =>
        host.RunAsync(new Command("rm", "-f", "--", path, $"{path}.disk"), cancellationToken);
}

/// <summary>A saved state of a guest that booted.</summary>
/// <param name="Path">The path of the state on its host.</param>
/// <param name="Disk">The SHA-256 of the disk that belongs to the state; null for a guest without a system disk.</param>
internal sealed record Template(string Path, string? Disk);
