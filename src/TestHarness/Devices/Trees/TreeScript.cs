namespace TestHarness.Devices.Trees;

/// <summary>The script that prints files and links of a host as a <see cref="TreeListing"/>.</summary>
internal static class TreeScript
{
    /// <summary>
    /// <c>links PATH…</c> and <c>files PATH…</c> print those of the paths that are links, or files that can be read. A path
    /// through a link must stand after the link, so that it leads to the same place in the listing.
    /// </summary>
    public const string Functions = """
        links() { find "$@" -maxdepth 0 -type l -printf '%p -> %l\n' 2>/dev/null; }
        files() {
            for file; do shift; [ ! -f "$file" ] || set -- "$@" "$file"; done
            awk 'BEGIN {
                for (i = 1; i < ARGC; i++) {
                    text = separator = ""
                    while ((got = (getline line < ARGV[i])) > 0) {
                        gsub(/\\/, "&&", line)
                        text = text separator line; separator = "\\n"
                    }
                    if (got == 0) print ARGV[i] " = " text
                    close(ARGV[i])
                }
            }' "$@"
        }

        """;
}
