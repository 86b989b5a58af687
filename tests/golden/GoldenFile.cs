using System.Text;

namespace TestHarness.Golden;

/// <summary>A file of tests/golden, which holds a fact that must not change by accident, one line for each part of it.</summary>
/// <param name="name">The path of the file below tests/golden.</param>
internal sealed class GoldenFile(string name)
{
    /// <summary>Set to 1 by tests/golden/write, which renews the files.</summary>
    public const string Variable = "TESTHARNESS_WRITE_GOLDEN";

    public const string Category = "golden";

    /// <summary>The repository's folder tests/golden.</summary>
    private static string Folder
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "TestHarness.sln")))
                folder = folder.Parent ?? throw new DirectoryNotFoundException("the tests do not run within the repository");
            return Path.Combine(folder.FullName, "tests", "golden");
        }
    }

    /// <summary>None when the file is not there yet.</summary>
    public IReadOnlyList<string> Lines => File.Exists(FullPath) ? File.ReadAllLines(FullPath) : [];

    private string FullPath => Path.Combine(Folder, name);

    /// <summary>Fails with the lines that differ; renews the file instead where the variable asks for it, outside CI.</summary>
    public void Compare(IEnumerable<string> found)
    {
        string[] lines = [.. found];
        if (Environment.GetEnvironmentVariable(Variable) is "1")
        {
            Assert.That(
                Environment.GetEnvironmentVariable("CI"),
                Is.Null.Or.Empty,
                $"{Variable} is set in CI, where no golden file may be renewed");
            Write(lines);
            Skip.Because(SkipReason.GoldenFileRenewed, $"tests/golden/{name} was renewed, not compared");
        }

        if (Difference(Lines, lines) is { } difference)
        {
            Assert.Fail(
                $"tests/golden/{name} differs from what the code makes (- golden, + found):\n{difference}" +
                "If the change is meant, run tests/golden/write and commit what it changes.");
        }
    }

    /// <summary>What differs between two lists of lines, for a person; null when nothing does.</summary>
    public static string? Difference(IReadOnlyList<string> golden, IReadOnlyList<string> found)
    {
        if (golden.SequenceEqual(found))
            return null;

        var text = new StringBuilder();
        foreach (var line in Without(golden, found))
            text.Append(null, $"- {line}\n");
        foreach (var line in Without(found, golden))
            text.Append(null, $"+ {line}\n");
        return text.Length > 0 ? text.ToString() : "the same lines in another order\n";
    }

    /// <summary>The lines that one list has more often than another.</summary>
    private static List<string> Without(IEnumerable<string> lines, IEnumerable<string> others)
    {
        var counts = others.CountBy(line => line).ToDictionary();
        List<string> rest = [];
        foreach (var line in lines)
        {
            var count = counts.GetValueOrDefault(line);
            if (count == 0)
                rest.Add(line);
            else
                counts[line] = count - 1;
        }

        return rest;
    }

    private void Write(string[] lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FullPath)!);
        File.WriteAllText(FullPath, string.Concat(lines.Select(line => $"{line}\n")));
    }
}
