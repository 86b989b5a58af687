using System.Collections.Immutable;
using TestHarness.Hosts;

namespace TestHarness.Load;

/// <summary>
/// Runs a dd pass after pass, at least once, and takes the SHA-256 of what it writes while it does. The dd reads its input through a
/// FIFO, in which full blocks have to be asked for; all else of it is as a scenario spells it.
/// </summary>
internal static class DdScript
{
    /// <summary>The file with the SHA-256 of the last pass.</summary>
    public const string Digest = "digest";

    public static string Of(DdCommand command)
    {
        ImmutableArray<string> size = [$"bs={command.BlockSize}", $"count={command.Count}"];
        var read = ShellQuote.Join(["dd", $"if={command.Input}", .. size, .. command.InputFlags]);
        var write = ShellQuote.Join(
            ["dd", "if=data", $"of={command.Output}", .. size, $"seek={command.Seek}", "iflag=fullblock", .. command.OutputFlags]);
        return $$"""
            export LC_ALL=C
            mkfifo data copy
            passes=0
            echo $passes > passes
            while :; do
                sha256sum < copy > sum &
                {{read}} 2> input | tee copy > data &
                {{write}} 2> records || { code=$?; cat records; exit $code; }
                { read -r in; read -r out; } < records
                [ "$out" = "{{command.Count}}+0 records out" ] || { cat input records; exit 1; }
                wait
                read -r digest stdin < sum
                echo "$digest" > {{Digest}}
                passes=$((passes + 1))
                echo $passes > passes
                [ ! -e stop ] || break
            done
            """;
    }
}
