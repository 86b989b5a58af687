using TestHarness.Hosts;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Setup;

/// <summary>
/// The choice of the writer of results: Allure's library when the NuGet source has it, else the harness's own writer.
/// </summary>
/// <param name="WhyNot">The reason in a line why the library cannot be restored; null when it can.</param>
internal sealed record AllureLibrary(string? WhyNot)
{
    private const string Record = "AllureCommons.props";

    /// <summary>Whether the library can be restored.</summary>
    public bool IsThere => WhyNot is null;

    /// <summary>Tries to restore the library.</summary>
    /// <param name="options">Further options of <c>dotnet restore</c>.</param>
    public static async Task<AllureLibrary> FindAsync(
        IHost machine, IEnumerable<string> options, CancellationToken cancellationToken) =>
        new(await PackageProbe.WhyNotAsync(machine, options, cancellationToken));

    public override string ToString() => IsThere
        ? "Allure.Net.Commons writes them"
        : $"the harness writes them; Allure.Net.Commons cannot be restored here: {WhyNot}";

    /// <summary>
    /// Writes the choice for MSBuild. A file with the same text stays as it is: a newer one would make everything be built again.
    /// </summary>
    public void Save()
    {
        var path = Path.Combine(RunSettings.Root, Record);
        if (!File.Exists(path) || File.ReadAllText(path) != Text)
            File.WriteAllText(path, Text);
    }

    private string Text => $"""
        <Project>
          <!-- Written by 'harness setup'; Directory.Build.props reads it. -->
          <PropertyGroup>
            <AllureCommons Condition="'$(AllureCommons)' == ''">{(IsThere ? "true" : "false")}</AllureCommons>
          </PropertyGroup>
        </Project>

        """;
}
