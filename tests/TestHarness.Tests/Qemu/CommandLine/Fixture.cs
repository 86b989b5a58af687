using TestHarness.Qemu.CommandLine;

namespace TestHarness.Tests.Qemu.CommandLine;

/// <summary>Command lines copied letter for letter from the bug reports and test plans they stand in.</summary>
internal static class Fixture
{
    public static readonly string[] Names =
    [
        "vhba-source", "vdpa-description-vm1", "vdpa-description-vm2", "vdpa-comment1-vm1", "vdpa-comment1-vm2",
        "vdpa-comment4-source", "vdpa-comment4-destination",
    ];

    /// <summary>The folder of the solution.</summary>
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "TestHarness.sln")))
                folder = folder.Parent ?? throw new DirectoryNotFoundException("the tests run outside of the solution's folder");
            return folder.FullName;
        }
    }

    public static string Text(string name) =>
        File.ReadAllText(Path.Combine(Root, "tests/TestHarness.Tests/Qemu/CommandLine/Fixtures", $"{name}.txt"));

    public static QemuCommandLine Read(string name) => QemuCommandLine.Parse(Text(name));
}
