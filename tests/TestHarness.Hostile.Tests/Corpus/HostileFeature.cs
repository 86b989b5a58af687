using System.Globalization;
using System.Text.RegularExpressions;

namespace TestHarness.Hostile.Tests.Corpus;

/// <summary>
/// Makes the file that a bug reporter would attach of a hostile file: the feature itself, a scenario with the command line, or
/// the bundle.
/// </summary>
/// <remarks>
/// A line <c>#repeat N TEXT</c> stands for N lines TEXT, in which <c>{n}</c> is the number of the line, from 0.
/// </remarks>
internal static partial class HostileFeature
{
    /// <returns>The path of the feature, which has the name of the hostile file.</returns>
    public static string Write(string folder, HostileFile file)
    {
        var path = Path.Combine(folder, $"{file.Name}.{(file.IsBundle ? "zip" : "feature")}");
        if (file.IsBundle)
            HostileBundle.Write(path, file);
        else if (file.IsCommandLine)
            File.WriteAllText(path, Scenario(file));
        else if (File.ReadAllText(file.Path) is var text && Repeated().IsMatch(text))
            File.WriteAllText(path, Repeated().Replace(text, Repeat));
        else
            File.Copy(file.Path, path);
        return path;
    }

    private static string Scenario(HostileFile file)
    {
        var lines = file.CommandLine
            .Replace("\"\"\"", "\\\"\\\"\\\"", StringComparison.Ordinal)
            .Split('\n')
            .Select(line => $"      {line}");
        return $""""
            @hosts:1 @needs:qemu @needs:lun
            Feature: {file.Name}

              Scenario: {file.Name}
                Given QEMU is launched as reported:
                  """
            {string.Join('\n', lines)}
                  """
                And a guest as reported on host1, with the shared LUN as its disk disk0
                Then the guest runs on host1
            """";
    }

    private static string Repeat(Match match)
    {
        var count = int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture);
        var line = match.Groups["text"].Value;
        var lines = Enumerable.Range(0, count).Select(number => line.Replace("{n}", $"{number}", StringComparison.Ordinal));
        return string.Join('\n', lines.Select(text => match.Groups["indent"].Value + text));
    }

    [GeneratedRegex(@"^(?<indent> *)#repeat (?<count>\d+) (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Repeated();
}
