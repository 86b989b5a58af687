using System.Text.Json;
using TestHarness.Devices.Registry;
using TestHarness.Environments;
using TestHarness.Reports.Bundles;
using TestHarness.Texts;

namespace TestHarness.Reports.Tests.Bundles;

public sealed class EnvironmentTextTests
{
    [TestCase("local.yaml")]
    [TestCase("virtual-lab.yaml")]
    [TestCase("fc-lab.example.yaml")]
    public void An_environment_of_the_project_has_a_text(string file)
    {
        var environment = EnvironmentFile.Load(Path.Combine(Root, "environments", file), DeviceKinds.HostSections);

        using var text = JsonDocument.Parse(EnvironmentText.Of(environment, TextOutlet.WithoutSecrets));

        Assert.That(text.RootElement.GetProperty("name").GetString(), Is.EqualTo(environment.Name));
        Assert.That(text.RootElement.GetProperty("hosts").GetArrayLength(), Is.EqualTo(environment.Hosts.Length));
    }

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!Directory.Exists(Path.Combine(folder.FullName, "environments")))
                folder = folder.Parent!;
            return folder.FullName;
        }
    }
}
