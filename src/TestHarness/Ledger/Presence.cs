using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Ledger;

/// <summary>Commands that look for a resource on a host. Exit code 0: it exists, and is printed; 1: it does not exist.</summary>
public static class Presence
{
    private const int Gone = 1;

    private const string Paths = """
        found=1
        for path; do
            if [ -e "$path" ] || [ -L "$path" ]; then echo "$path"; found=0; fi
        done
        exit $found
        """;

    /// <summary>Makes a command that looks for files: the resource itself, or its entry in sysfs.</summary>
    public static Command OfPaths(params string[] paths) => Command.Shell(Paths, paths);

    /// <summary>Runs a command that looks for a resource.</summary>
    /// <returns>The found resource; null when the resource does not exist.</returns>
    /// <exception cref="HarnessException">
    /// The command itself failed, so that it is not known whether the resource exists.
    /// </exception>
    internal static async Task<string?> FindAsync(
        IHost host, ImmutableArray<string> look, FailureClass failureClass, CancellationToken cancellationToken)
    {
        var result = await host.RunAsync(new Command(look[0], look.Skip(1)), cancellationToken);
        return result.ExitCode == Gone ? null : result.OrThrow(failureClass).StandardOutput.Trim().ReplaceLineEndings(", ");
    }
}
