namespace TestHarness.Hostile.Tests.Jail;

/// <summary>
/// Looks for programs that do not belong in a jail: programs outside the system's folders, and what a QEMU starts.
/// </summary>
/// <param name="first">The jail's first process.</param>
/// <param name="root">What the jail has as its root, as that process sees it.</param>
internal sealed class ProcessWatch(int first, string root)
{
    private static readonly string[] Places = ["/usr/", "/bin/", "/sbin/", Path.GetDirectoryName(Environment.ProcessPath)! + "/"];

    private readonly string? _namespace = Namespace($"/proc/{first}");

    public IEnumerable<string> Look()
    {
        var programs = Directory.GetDirectories("/proc")
            .Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]) && Namespace(process) == _namespace)
            .ToDictionary(process => Path.GetFileName(process), process => Program(process));
        foreach (var (id, program) in programs)
        {
            if (program.Length > 0 && !Places.Any(place => program.StartsWith(place, StringComparison.Ordinal)))
                yield return $"program ran: {program}";
            if (programs.GetValueOrDefault(Parent(id))?.Contains("/qemu-system-", StringComparison.Ordinal) == true)
                yield return $"QEMU started a process: {program}";
        }
    }

    private string Program(string process) =>
        Link($"{process}/exe") is { } path ? path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..] : path : "";

    private static string Parent(string id)
    {
        try
        {
            // The name in parentheses may have blanks: proc(5).
            var fields = File.ReadAllText($"/proc/{id}/stat");
            return fields[(fields.LastIndexOf(')') + 2)..].Split(' ')[1];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process has ended since it was listed.
            return "";
        }
    }

    /// <summary>The link says pid:[NUMBER], which is no path.</summary>
    private static string? Namespace(string process) => Path.GetFileName(Link($"{process}/ns/pid"));

    private static string? Link(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: false) is { } target ? target.FullName : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process has ended since it was listed.
            return null;
        }
    }
}
