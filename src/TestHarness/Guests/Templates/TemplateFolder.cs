using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Guests.Templates;

/// <summary>The folder of a host's templates, <c>${XDG_CACHE_HOME:-$HOME/.cache}/testharness/guest-templates</c>.</summary>
internal sealed class TemplateFolder(IHost host)
{
    /// <summary>
    /// Prints the path of a template, and "there" when it exists; touches it, so that the newest templates are those used last.
    /// </summary>
    private const string Find = """
        folder=${XDG_CACHE_HOME:-$HOME/.cache}/testharness/guest-templates
        mkdir -p -m 700 "$folder" && printf '%s\n' "$folder/$1" || exit
        [ ! -f "$folder/$1" ] || { touch "$folder/$1" && echo there; }
        """;

    /// <summary>Gives a template its name, and keeps the eight that were used last.</summary>
    private const string Publish = """
        mv -f "$1" "$2" && cd "${2%/*}" && ls -t | tail -n +9 | while read -r old; do rm -f "$old"; done
        """;

    /// <summary>Finds a template.</summary>
    /// <returns>The path of a template of this key, and whether it exists.</returns>
    public async Task<(string Path, bool IsThere)> FindAsync(string key, CancellationToken cancellationToken)
    {
        var found = (await host.RunAsync(Command.Shell(Find, key), cancellationToken)).OrThrow(FailureClass.Provision);
        var lines = found.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (lines[0], lines.Length > 1);
    }

    /// <summary>Gives a written template its name.</summary>
    public async Task PublishAsync(string written, string path, CancellationToken cancellationToken) =>
        (await host.RunAsync(Command.Shell(Publish, written, path), cancellationToken)).OrThrow(FailureClass.Provision);

    /// <summary>Removes a template.</summary>
    public Task RemoveAsync(string path, CancellationToken cancellationToken) =>
        host.RunAsync(new Command("rm", "-f", "--", path), cancellationToken);
}
