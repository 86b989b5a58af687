using System.Text.Json;
using TestHarness.Devices.Registry;
using TestHarness.Environments;
using TestHarness.Environments.Reading;

namespace TestHarness.Tests.Environments;

public sealed class EnvironmentSchemaTests : EnvironmentFileFixture
{
    [Test]
    public void The_schema_has_every_section_and_key_that_is_read_and_no_other()
    {
        using var schema = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Folder("environments"), "environment.schema.json")));
        var described = schema.RootElement.GetProperty("$defs").EnumerateObject()
            .Where(definition => definition.Value.TryGetProperty("properties", out _))
            .ToDictionary(
                definition => definition.Name,
                definition => Sorted(definition.Value.GetProperty("properties").EnumerateObject().Select(p => p.Name)));
        var reading = new YamlReading(Path.Combine(Folder, "lab.yaml"));
        EnvironmentFile.Parse(reading, FullEnvironment.Yaml, DeviceKinds.HostSections);
        reading.ThrowIfWrong();

        Assert.That(described.Keys, Is.EquivalentTo(reading.Keys.Keys));
        foreach (var (section, keys) in reading.Keys)
            Assert.That(described[section], Is.EqualTo(Sorted(keys)), section);
    }

    private static string[] Sorted(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];
}
