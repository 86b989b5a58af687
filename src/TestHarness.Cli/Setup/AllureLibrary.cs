using TestHarness.Hosts;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Setup;

/// <summary>Whether Allure's library writes the results: it does where the NuGet source has it, else the harness does.</summary>
/// <param name="WhyNot">Why it cannot be restored, in a line; null where it can.</param>
internal sealed record AllureLibrary(string? WhyNot)
{
    private const string Record = "AllureCommons.props";

    public bool IsThere => WhyNot is null;

    /// <summary>Tries to restore the library.</summary>
    /// <param name="options">More options of <c>dotnet restore</c>.</param>
    public static async Task<AllureLibrary> FindAsync(
        IHost machine, IEnumerable<string> options, CancellationToken cancellationToken) =>
        new(await PackageProbe.WhyNotAsync(machine, options, cancellationToken));

    public override string ToString() => IsThere
        ? "Allure.Net.Commons writes them"
        : $"the harness writes them; Allure.Net.Commons cannot be restored here: {WhyNot}";

    /// <summary>
    /// Records it for MSBuild. A file that says so already is left alone: a newer one would make everything be built again.
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
