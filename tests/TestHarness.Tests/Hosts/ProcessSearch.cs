using System.Text;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>
/// Looks for processes in /proc at once, whoever keeps books on them. A process that has ended has no environment.
/// </summary>
internal static class ProcessSearch
{
    /// <summary>The processes that this harness has started, its connections included, each as id and command line.</summary>
    public static string[] OfThisHarness() =>
        [.. With($"{ProcessTag.Variable}={ProcessTag.Session}-"), .. With($"{ProcessTag.Variable}=ssh-{ProcessTag.Session}-")];

    /// <param name="entry">How an entry of the environment starts, for example <c>NAME=VALUE</c>.</param>
    public static string[] With(string entry) =>
        [.. Directory.GetDirectories("/proc").Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]))
            .Where(process => Read(process, "environ").Split('\0').Any(held => held.StartsWith(entry, StringComparison.Ordinal)))
            .Select(process => $"{Path.GetFileName(process)} {Read(process, "cmdline").Replace('\0', ' ')}")];

    private static string Read(string process, string file)
    {
        try
        {
            return Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(process, file)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process has ended meanwhile, or is another user's, which tests do not start.
            return "";
        }
    }
}
