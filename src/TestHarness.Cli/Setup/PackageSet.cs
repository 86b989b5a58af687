using TestHarness.Hosts;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Setup;

/// <summary>The packages that the project is built of: full where the NuGet source has them all, else builtin.</summary>
/// <param name="WhyNotFull">In a line; null for full.</param>
internal sealed record PackageSet(string Name, string? WhyNotFull)
{
    private const string Record = "HarnessPackages.props";

    /// <param name="options">More options of <c>dotnet restore</c>.</param>
    public static async Task<PackageSet> ChooseAsync(IHost machine, IEnumerable<string> options, CancellationToken cancellationToken) =>
        await PackageProbe.WhyNotAsync(machine, options, cancellationToken) is { } reason ? new("builtin", reason) : new("full", null);

    public override string ToString() => WhyNotFull is null
        ? $"{Name} (Reqnroll, SSH.NET, CliWrap, Allure)"
        : $"{Name}; full (Reqnroll, SSH.NET, CliWrap, Allure) cannot be restored here: {WhyNotFull}";

    /// <summary>Records it for MSBuild to read. A file that says so already is left alone: a newer one would make everything be built again.</summary>
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
            <HarnessPackages Condition="'$(HarnessPackages)' == ''">{Name}</HarnessPackages>
          </PropertyGroup>
        </Project>

        """;
}
