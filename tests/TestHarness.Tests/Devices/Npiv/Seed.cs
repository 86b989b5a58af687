using TestHarness.Tests.Environments;

namespace TestHarness.Tests.Devices.Npiv;

/// <summary>
/// What the seeds show, letter for letter: what was lost in pasting and what mails have wrapped is as it was found.
/// </summary>
internal static class Seed
{
    public static string Read(string name) =>
        File.ReadAllText(Path.Combine(Repository.Folder("tests"), "TestHarness.Tests", "Devices", "Npiv", "Seeds", name));
}
