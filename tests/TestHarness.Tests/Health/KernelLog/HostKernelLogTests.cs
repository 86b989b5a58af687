using TestHarness.Health.KernelLog;
using TestHarness.Hosts;

namespace TestHarness.Tests.Health.KernelLog;

public sealed class HostKernelLogTests
{
    [Test]
    public async Task A_host_is_read_or_said_to_be_unreadable()
    {
        await using var host = new LocalHost("here");
        var reader = new KernelLogReader(host);

        var mark = await reader.MarkAsync();
        var reading = await reader.ReadAsync(mark.Cursor);

        if (mark.NotReadable is null)
            Assert.That(reading.Cursor, Is.GreaterThan(mark.Cursor));
        else
            Assert.That(reading.NotReadable, Is.Not.Null);
    }
}
