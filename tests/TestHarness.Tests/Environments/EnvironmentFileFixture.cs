using TestHarness.Devices.Registry;
using TestHarness.Environments;
using TestHarness.Failures;

namespace TestHarness.Tests.Environments;

/// <summary>A folder for environment files and the files that they name.</summary>
public abstract class EnvironmentFileFixture
{
    protected string Folder { get; private set; } = "";

    [SetUp]
    public void MakeFolder()
    {
        Folder = Directory.CreateTempSubdirectory("testharness-environments-").FullName;
        foreach (var name in new[] { "id_lab", "known_hosts", "vmlinuz", "initrd.img", "guest.qcow2" })
            File.WriteAllText(Path.Combine(Folder, name), "");
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(Folder, recursive: true);

    protected LabEnvironment Load(string yaml)
    {
        var path = Path.Combine(Folder, "lab.yaml");
        File.WriteAllText(path, yaml);
        return EnvironmentFile.Load(path, DeviceKinds.HostSections);
    }

    /// <summary>The lines of the error without the class and the folder.</summary>
    protected string[] ErrorsOf(string yaml)
    {
        var thrown = Assert.Throws<HarnessException>(() => Load(yaml))!;
        Assert.That(thrown.FailureClass, Is.EqualTo(FailureClass.Config));
        return thrown.Detail.Replace(Folder + "/", "", StringComparison.Ordinal).Split('\n');
    }
}
