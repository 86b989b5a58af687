using System.Collections.Immutable;
using TestHarness.Hosts;

namespace TestHarness.Load;

/// <summary>
/// Makes the script that runs a dd pass after pass, at least once, and computes the SHA-256 of what it writes at the same time.
/// The dd reads its input through a FIFO, so it has to ask for full blocks; its other operands are the scenario's.
/// </summary>
internal static class DdScript
{
    /// <summary>The files with the number of passes and with the SHA-256 of what the last pass wrote.</summary>
    public const string Last = "passes digest";

    /// <summary>Returns the script of a command.</summary>
    public static string Of(DdCommand command)
    {
        ImmutableArray<string> size = [$"bs={command.BlockSize}", $"count={command.Count}"];
        var read = ShellQuote.Join(["dd", $"if={command.Input}", .. size, .. command.InputFlags]);
        var write = ShellQuote.Join(
            [
                "dd", "if=data", $"of={command.Output}", .. size, $"seek={command.Seek}", "iflag=fullblock",
                .. command.OutputFlags,
            ]);
        // busybox's tee copies 1 KiB at a time, and the guest changes the process for each: a pass took three times as long.
        return $$"""
            export LC_ALL=C
            both() {
                while dd bs=1M count=1 iflag=fullblock of=part 2> parts && [ -s part ]; do
                    cat part >&3 && cat part || break
                done
            }
            mkfifo data copy
            passes=0
            echo $passes > passes
            while :; do
                sha256sum < copy > sum &
                {{read}} 2> input | both 3> copy > data &
                {{write}} 2> records || { code=$?; cat records; exit $code; }
                { read -r in; read -r out; } < records
                [ "$out" = "{{command.Count}}+0 records out" ] || { cat input parts records; exit 1; }
                wait
                read -r digest stdin < sum
                echo "$digest" > digest
                passes=$((passes + 1))
                echo $passes > passes
            {{GuestJob.PausePoint}}
                [ ! -e stop ] || break
            done
            """;
    }

    /// <summary>Returns a script that reads from the disk what the command has written, and not from the guest's cache.</summary>
    public static string ReadBack(DdCommand command) =>
        $"echo 3 > /proc/sys/vm/drop_caches; {ShellQuote.Join(Read(command))} 2> /dev/null | sha256sum";

    private static ImmutableArray<string> Read(DdCommand command) =>
        ["dd", $"if={command.Output}", $"bs={command.BlockSize}", $"skip={command.Seek}", $"count={command.Count}"];
}
