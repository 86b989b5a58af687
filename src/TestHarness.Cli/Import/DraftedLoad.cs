using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Load;

namespace TestHarness.Cli.Import;

/// <summary>The load of a drafted scenario: the report's dd, or a file that identifies the disk.</summary>
/// <param name="Note">A remark for the reader; null when there is none.</param>
internal sealed partial record DraftedLoad(string Step, bool IsDd, string? Note)
{
    private const string FileStep = "the guest has a file of 4 MiB on a file system of 32 MiB at the start of its disk";

    /// <summary>The greatest amount for a disk of the vdpa simulator, in bytes.</summary>
    private const long MostOnSimulator = 48L << 20;

    /// <summary>Drafts the load.</summary>
    /// <param name="path">The name of the disk in the guest.</param>
    public static DraftedLoad Of(ImportedText text, string path, bool isVdpa)
    {
        foreach (var (line, match) in text.FindAll(Dd()))
        {
            var command = $"{match.Groups["before"].Value.TrimEnd()} of={path}{match.Groups["after"].Value}".Trim();
            if (Read(command) is not { } dd)
                continue;
            var isTooMuch = isVdpa && dd.Bytes > MostOnSimulator;
            var written = isTooMuch ? dd with { Count = Math.Max(1, MostOnSimulator / dd.BlockSize) } : dd;
            return new DraftedLoad(
                $"the guest writes \"{written}\" to the disk, pass after pass",
                true,
                $"line {line}{(isTooMuch ? ", with less data" : "")}: {match.Value.Trim()}");
        }

        return new DraftedLoad(FileStep, false, null);
    }

    private static DdCommand? Read(string command)
    {
        try
        {
            return DdCommand.Parse(command);
        }
        catch (HarnessException)
        {
            // The step takes no such dd; the report's step stays as a comment.
            return null;
        }
    }

    [GeneratedRegex(@"(?<before>\bdd if=\S+(?: [a-z]+=\S+)*?) of=/dev/[sv]d[a-z]\b(?<after>(?: [a-z]+=[\w,/-]+)*)")]
    private static partial Regex Dd();
}
