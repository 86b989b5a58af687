using TestHarness.Steps.World;

namespace TestHarness.Cli.Setup;

/// <summary>Records which packages the project is built of, for MSBuild to read.</summary>
internal static class PackageSet
{
    public const string Name = "builtin";

    private const string File = "HarnessPackages.props";

    private const string Text = $"""
        <Project>
          <!-- Written by 'harness setup'; Directory.Build.props reads it. -->
          <PropertyGroup>
            <HarnessPackages Condition="'$(HarnessPackages)' == ''">{Name}</HarnessPackages>
          </PropertyGroup>
        </Project>

        """;

    /// <summary>Leaves a file alone that says so already: a newer one would make everything be built again.</summary>
    public static void Record()
    {
        var path = Path.Combine(RunSettings.Root, File);
        if (!System.IO.File.Exists(path) || System.IO.File.ReadAllText(path) != Text)
            System.IO.File.WriteAllText(path, Text);
    }
}
