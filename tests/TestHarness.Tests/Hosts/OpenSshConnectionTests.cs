using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

public sealed class OpenSshConnectionTests : SshConnectionContract
{
    [Test]
    public async Task The_exit_code_of_ssh_itself_is_not_that_of_the_command()
    {
        await Host.RunAsync(new Command("true"));
        foreach (var directory in Directory.GetDirectories(Path.GetTempPath(), "th-*").Where(IsOfTheServer))
            Directory.Delete(directory, recursive: true);

        Assert.That(
            async () => await Host.RunAsync(new Command("true")),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[ssh] host lab1"));
    }

    private protected override IHost Connect(string name, SshDestination destination) => new OpenSshHost(name, destination);

    private bool IsOfTheServer(string directory)
    {
        try
        {
            return File.ReadAllText(Path.Combine(directory, "config"))
                .Contains($"Port \"{Server.Port}\"", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The directory has no such file, or its connection, which is another test's, has ended meanwhile.
            return false;
        }
    }
}
