using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>The words of a line before QEMU's program.</summary>
/// <param name="Environment">The words that set variables for QEMU, as in <c>LC_ALL=C</c>.</param>
/// <param name="Removed">The other parts, each with its kind: a prompt, columns, programs that start QEMU.</param>
/// <param name="IsProcess">Whether the columns of <c>ps</c> are before the program.</param>
/// <param name="IsProse">Whether the words are text for people.</param>
internal sealed partial record CommandLead(
    ImmutableArray<string> Environment, ImmutableArray<string> Removed, bool IsProcess, bool IsProse)
{
    private const string Wrappers = """
        sudo doas env nice ionice taskset numactl strace ltrace gdb time exec nohup setsid chrt timeout valgrind perf stdbuf
        setarch systemd-run prlimit runuser su ip cgexec unshare chroot nsenter command eval catchsegv rr coproc
        """;

    private static readonly ImmutableHashSet<string> WrapperNames =
        [.. Wrappers.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Reads the words before a program.</summary>
    /// <param name="lead">The text of the line before the program.</param>
    /// <returns>The lead; null when what follows is not a command.</returns>
    public static CommandLead? Read(string lead)
    {
        var words = WordText().Matches(lead);
        for (var first = 0; first <= words.Count; first++)
        {
            var start = first == words.Count ? lead.Length : words[first].Index;
            if (ReadPrefix(words.Skip(first).Select(word => word.Value)) is { } prefix)
                return prefix.After(lead[..start].Trim());
        }

        return null;
    }

    /// <summary>Adds what is before the environment and the wrappers.</summary>
    private CommandLead? After(string text) => text switch
    {
        "" => this,
        _ when ShellPrompt.IsPrompt(text) => this with { Removed = [$"the prompt {text}", .. Removed] },
        _ when ProcessColumns.AreBefore(text) => this with { Removed = [$"the columns {text}", .. Removed], IsProcess = true },
        _ when Grep().IsMatch(text) => null,
        _ when ShellPrompt.IsIntroduction(text) => this with { Removed = [$"the words {text}", .. Removed] },
        _ when OptionWord().Matches(text).Any(word => CommandStart.IsOption(word.Value)) || text[0] == '-' => null,
        _ => this with { Removed = [$"the words {text}", .. Removed], IsProse = true },
    };

    /// <summary>Reads settings of variables and wrappers with their options; null when another word is among them.</summary>
    private static CommandLead? ReadPrefix(IEnumerable<string> words)
    {
        var (environment, wrappers) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        var isWrapped = false;
        var isArgument = false;
        foreach (var word in words)
        {
            if (Setting().IsMatch(word))
            {
                environment.Add(word);
                continue;
            }

            var isWrapper = WrapperNames.Contains(word[(word.LastIndexOf('/') + 1)..]);
            if (!isWrapper && !(isWrapped && (isArgument || WrapperArgument().IsMatch(word))))
                return null;
            wrappers.Add(word);
            isWrapped = true;
            isArgument = word.Length == 2 && word[0] == '-' && char.IsAsciiLetter(word[1]);
        }

        return new CommandLead(
            environment.ToImmutable(), wrappers.Count == 0 ? [] : [$"the words {string.Join(' ', wrappers)}"], false, false);
    }

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex WordText();

    [GeneratedRegex(@"\A[A-Za-z_]\w*=\S*\z")]
    private static partial Regex Setting();

    /// <summary>Matches an option, a number, a list of processors, or a word of <c>ip netns exec</c> and the like.</summary>
    [GeneratedRegex(@"\A(?:--?[\w-]*(?:=\S*)?|[\d,.:xa-f-]+[smhd]?|netns|exec|record|stat|run|x86_64|memcheck)\z")]
    private static partial Regex WrapperArgument();

    [GeneratedRegex(@"(?:^|\s)(?:z|e|f|rpm|p)?grep\s|\brpm\b|\bqemu-img\b")]
    private static partial Regex Grep();

    [GeneratedRegex(@"(?<=\s)-\S+")]
    private static partial Regex OptionWord();
}
