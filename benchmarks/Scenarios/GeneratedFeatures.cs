using System.Globalization;

namespace TestHarness.Benchmarks.Scenarios;

/// <summary>A folder of feature files with many scenarios.</summary>
internal sealed class GeneratedFeatures : IDisposable
{
    private const int ScenariosOfFile = 10;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harness-bench-features-");

    /// <param name="tags">Of each feature.</param>
    /// <param name="steps">The steps of each scenario, a line each.</param>
    public GeneratedFeatures(int scenarios, string tags, string steps)
    {
        Count = scenarios;
        foreach (var file in Enumerable.Range(1, scenarios).Chunk(ScenariosOfFile))
        {
            var texts = file.Select(number => $"  Scenario: Number {number}\n{steps}\n");
            var name = $"from_{file[0].ToString("00000", CultureInfo.InvariantCulture)}.feature";
            var path = Path.Combine(_folder.FullName, name);
            File.WriteAllText(path, $"{tags}\nFeature: Generated, from {file[0]}\n\n{string.Join('\n', texts)}");
        }
    }

    public int Count { get; }

    public string FullPath => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
