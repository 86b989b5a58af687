using System.Text;
using TestHarness.Hosts.Channels;
using TestHarness.Hosts.Scripts;

namespace TestHarness.Tests.Hosts.Channels;

public sealed class HandshakeTests
{
    [Test]
    public async Task The_end_of_a_process_that_comes_with_its_start_is_kept_for_who_waits_for_it()
    {
        var error = OutputCapture.OfFirst();
        var printed = $"a warning\ntesharness: started 1 2\ntestharness: started 7 42\n{SupervisorScript.Untied("7")}";

        var started = await Handshake.ReadAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(printed)), "7", error, CancellationToken.None);

        Assert.That(started?.ProcessId, Is.EqualTo(42));
        Assert.That(Encoding.UTF8.GetString(started!.Value.After), Is.EqualTo(SupervisorScript.Untied("7")));
        Assert.That(error.Text, Is.EqualTo("a warning\ntesharness: started 1 2\n"));
    }
}
